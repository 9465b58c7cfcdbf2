"""Domains and mailboxes that say nothing about an employer, as data: mail providers, calendar and hiring services."""

import re

from followup_mail.addresses import domain_of

_MAIL_PROVIDERS = """
    gmail.com googlemail.com outlook.com outlook.de outlook.fr hotmail.com hotmail.co.uk hotmail.fr hotmail.de
    live.com live.co.uk msn.com yahoo.com yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.de yahoo.fr yahoo.ca ymail.com
    rocketmail.com aol.com icloud.com me.com mac.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de
    freenet.de mail.de posteo.de mailbox.org proton.me protonmail.com pm.me tutanota.com tuta.com fastmail.com
    fastmail.fm hey.com zoho.com yandex.com yandex.ru mail.ru qq.com 163.com 126.com sina.com naver.com hanmail.net
    daum.net rediffmail.com orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it
    alice.it telenet.be skynet.be ziggo.nl kpnmail.nl xs4all.nl btinternet.com sky.com talktalk.net virginmedia.com
    ntlworld.com blueyonder.co.uk comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net
    shaw.ca rogers.com bigpond.com optusnet.com.au xtra.co.nz uol.com.br bol.com.br terra.com.br onmicrosoft.com
"""
_CALENDAR_SERVICES = """
    calendar.google.com group.calendar.google.com resource.calendar.google.com imip.me.com calendar.yahoo.com
    calendly.com calendlymail.com cal.com savvycal.com doodle.com youcanbook.me youcanbookme.com
    acuityscheduling.com oncehub.com scheduleonce.com appointlet.com setmore.com chilipiper.com cronofy.com
    nylas.com x.ai reclaim.ai clockwise.com motion.app usemotion.com vimcal.com tidycal.com zcal.co hubspot.com
    bookings.microsoft.com zoom.us zoom.com zoomgov.com webex.com gotomeeting.com logmein.com whereby.com
    ringcentral.com bluejeans.com teams.microsoft.com meet.google.com eventbrite.com evite.com luma-mail.com
    zapier.com
"""
_HIRING_SERVICES = """
    greenhouse.io greenhouse-mail.io grnh.se lever.co hire.lever.co ashbyhq.com ashbyhq-mail.com goodtime.io
    modernloop.io prelude.co preludehq.com gem.com interviewplanner.com interviewstack.io workable.com
    workablemail.com smartrecruiters.com jobvite.com icims.com myworkday.com workday.com myworkdayjobs.com taleo.net
    oraclecloud.com successfactors.com successfactors.eu sapsf.com sapsf.eu brassring.com kenexa.com avature.net
    bamboohr.com recruitee.com personio.de personio.com teamtailor.com teamtailor-mail.com breezy.hr breezy-mail.com
    jazzhr.com jazz.co applytojob.com comeet.co comeet-notifications.com pinpointhq.com eightfold.ai phenom.com
    phenompeople.com hirevue.com paradox.ai sparkhire.com vidcruiter.com willo.video karat.com codility.com
    hackerrank.com codesignal.com coderpad.io testgorilla.com bullhorn.com bullhornmail.com jobadder.com loxo.co
    zohorecruit.com freshteam.com rippling.com gusto.com ultipro.com ukg.com paylocity.com paycomonline.net adp.com
    dayforcehcm.com ceridian.com cornerstoneondemand.com csod.com silkroad.com peoplefluent.com jobtrain.co.uk
    trac.jobs tribepad.com eploy.co.uk hireful.co.uk networxrecruitment.com oleeo.com harri.com fountain.com
    snagajob.com talentreef.com dover.com dover.io hireology.com trinethire.com polymer.co homerun.co join.com
    softgarden.io softgarden.de rexx-systems.com onlyfy.io prescreen.io umantis.com haufe.com d.vinci.de
    concludis.de linkedin.com indeed.com indeedemail.com glassdoor.com ziprecruiter.com monster.com hired.com
    wellfound.com angel.co dice.com stepstone.de stepstone.com xing.com totaljobs.com reed.co.uk seek.com.au
    otta.com welcometothejungle.com handshake.com joinhandshake.com
"""
_SHARED = """
    noreply no reply donotreply do not notreply nicht antworten notification notifications notify alert alerts
    mailer daemon postmaster bounce bounces system automated auto bot robot calendar calendars calendario invite
    invites invitation invitations event events booking bookings meeting meetings scheduler scheduling schedule
    unknownorganizer recruiting recruitment recruiter recruiters recruit recruitmentteam recruitingteam reclutamento
    recrutement reclutamiento rekrutierung job jobs career careers karriere carriere hr hrteam rh people peopleteam
    peopleops talent talents acquisition ta talentacquisition hiring hire hireteam interview interviews interviewing
    candidate candidates applicant applicants application applications apply bewerbung bewerbungen personal
    personnel personalabteilung staffing resourcing vacancies vacancy admin administration admissions info office
    kontakt contact hello hi team mail email service services support help helpdesk desk enquiries inquiries
    reception coordinator coordination operations ops global us usa uk eu emea apac americas de fr nl ie au nz ca in
    london berlin paris graduate graduates early university campus tech engineering corporate the and of
"""
# Words that say where or how; a mailbox made of them alone may be somebody's (london@, de@), so another must be there.
_WEAK = frozenset(
    """
    the and of us usa uk eu emea apac americas de fr nl ie au nz ca in london berlin paris tech engineering
    corporate early university campus global auto system desk
""".split()
)

SERVICES = frozenset(f"{_CALENDAR_SERVICES} {_HIRING_SERVICES}".split())
PROVIDERS = frozenset(_MAIL_PROVIDERS.split())
SHARED_WORDS = frozenset(_SHARED.split())


def is_service(address: str) -> bool:
    """Whether a calendar or hiring service wrote it, or passes it on: the address is neither person nor employer."""
    return _within(domain_of(address), SERVICES)


def is_shared(address: str) -> bool:
    """Whether nobody in particular reads it: recruiting@, talent.acquisition@, no-reply+17@."""
    local = address.rpartition("@")[0].lower().partition("+")[0]
    words = {word for word in re.split(r"[^a-z]+", local) if word}
    return bool(words) and words <= SHARED_WORDS and not words <= _WEAK


def is_relay(address: str) -> bool:
    """Whether mail to it reaches nobody: a service's address, or one that takes no answer."""
    local, _, domain = address.lower().rpartition("@")
    silent = re.sub(r"[^a-z]", "", local).startswith(("noreply", "donotreply"))
    return is_service(address) or silent or domain in ("invalid", "localhost") or domain.endswith(".invalid")


def employer_domain(address: str | None) -> str:
    """The domain of an address, where it can be an employer's; empty else."""
    domain = domain_of(address or "")
    return "" if _within(domain, PROVIDERS | SERVICES) else domain


def _within(domain: str, known: frozenset[str]) -> bool:
    """Whether the domain, or one above it, is known."""
    labels = domain.split(".")
    return any(".".join(labels[start:]) in known for start in range(len(labels) - 1))
