# Reads mails with Ruby's mail: one in base64 on each line, its parts as JSON on each line.
require "base64"
require "json"
require "mail"

$stdout.sync = true

def mailboxes(field)
  return [] if field.nil?
  field.addrs.map { |one| [one.display_name || "", one.address] }
end

while (line = $stdin.gets)
  mail = Mail.new(Base64.decode64(line))
  puts JSON.generate(
    subject: mail.subject || "",
    from: mailboxes(mail[:from]),
    to: mailboxes(mail[:to]),
    body: mail.decoded,
    id: mail.header["Message-ID"].unparsed_value,
    thread: mail[:references]&.message_ids&.map { |id| "<#{id}>" }&.join(" ") || ""
  )
end
