# Reads mails with Perl's Email::MIME: one in base64 on each line, its parts as JSON on each line.
use strict;
use warnings;
use Email::MIME;
use Email::MIME::Header::AddressList;
use JSON::PP;
use MIME::Base64;

$| = 1;
my $json = JSON::PP->new->utf8->canonical;

sub mailboxes {
    my ($mail, $field) = @_;
    my $raw = $mail->header_raw($field) // return [];
    return [map { [$_->phrase // "", $_->address] } Email::MIME::Header::AddressList->from_mime_string($raw)->addresses];
}

while (my $line = <STDIN>) {
    my $mail = Email::MIME->new(decode_base64($line));
    print $json->encode({
        subject => $mail->header_str("Subject") // "",
        from    => mailboxes($mail, "From"),
        to      => mailboxes($mail, "To"),
        body    => $mail->body_str,
        id      => $mail->header_raw("Message-ID"),
        thread  => $mail->header_raw("References") // "",
    }), "\n";
}
