"""What counts as an address, and what a person is told about the rest."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.addresses import (
    AddressError,
    check_address,
    domain_of,
    has_controls,
    read_mailbox,
    same_address,
)
from followup_mail.model import Address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        pytest.param("dana@northwind.example", "dana@northwind.example", id="plain"),
        pytest.param("  dana@northwind.example ", "dana@northwind.example", id="blanks around"),
        pytest.param("D.Ortiz+jobs@Northwind.EXAMPLE", "D.Ortiz+jobs@northwind.example", id="domain in capitals"),
        pytest.param("o'neil@company.test", "o'neil@company.test", id="apostrophe and .test"),
        pytest.param("a%b&c=d?e/f@x-y.co.uk", "a%b&c=d?e/f@x-y.co.uk", id="all of atext"),
        pytest.param("dana@bücher.example", "dana@xn--bcher-kva.example", id="IDN becomes A-labels"),
        pytest.param("dana@BÜCHER.test", "dana@xn--bcher-kva.test", id="IDN under .test, capitals"),
        pytest.param("dana@例え.テスト", "dana@xn--r8jz45g.xn--zckzah", id="IDN in every label"),
        pytest.param("dana@xn--bcher-kva.example", "dana@xn--bcher-kva.example", id="already an A-label"),
    ],
)
def test_addresses_that_are_accepted(typed: str, address: str) -> None:
    """An address comes back as the addr-spec that is written into a mail."""
    assert check_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("", "there is no address", id="nothing"),
        pytest.param("dana.northwind.example", "has no @", id="no @"),
        pytest.param("dana@@northwind.example", "more than one @", id="two @"),
        pytest.param("dana@x.example, sam@x.example", "more than one address", id="two addresses"),
        pytest.param("@northwind.example", "nothing before the @", id="no local part"),
        pytest.param("dana@", "nothing after the @", id="no domain"),
        pytest.param("dana ortiz@northwind.example", "has a blank", id="blank"),
        pytest.param("dána@northwind.example", "outside ASCII before the @", id="non-ASCII local part"),
        pytest.param("dana@northwind", "no dot after the @", id="no dot"),
        pytest.param("dana@northwind.", "no dot after the @", id="only a final dot"),
        pytest.param("dana..ortiz@x.example", "two periods in a row", id="two dots"),
        pytest.param("dana@x.example.", "cannot end with a period", id="final dot"),
        pytest.param("dana@10.0.0.1", "no email address", id="number as a domain"),
        pytest.param("dana@[10.0.0.1]", "no email address", id="domain literal"),
        pytest.param('"dana ortiz"@x.example', "has a blank", id="quoted local part"),
        pytest.param("dana@xn--zzzzzz.example", "Invalid A-label", id="broken A-label"),
        pytest.param("da\nna@x.example", "line break", id="line break"),
        pytest.param("da\x07na@x.example", "control character", id="control character"),
        pytest.param("da\udc80na@x.example", "control character", id="lone surrogate"),
        pytest.param("d" * 65 + "@x.example", "too long", id="long local part"),
        pytest.param("dana@" + "x" * 63 + ("." + "y" * 63) * 3 + ".de", "too long", id="all"),
        pytest.param("mailto:dana@x.example", "no email address", id="a link, not an address"),
    ],
)
def test_addresses_that_are_refused(typed: str, said: str) -> None:
    """A refusal is one line of clean text that says what is wrong with what was typed."""
    with pytest.raises(AddressError, match=said) as refusal:
        check_address(typed)
    message = str(refusal.value)
    assert not has_controls(message)
    assert len(message) < 250


@pytest.mark.parametrize(
    ("typed", "name", "email"),
    [
        pytest.param("Dana Ortiz <dana@x.example>", "Dana Ortiz", "dana@x.example", id="name and address"),
        pytest.param("dana@x.example", "", "dana@x.example", id="bare address"),
        pytest.param("<dana@x.example>", "", "dana@x.example", id="only brackets"),
        pytest.param("Ana  López\u00a0 <ana@x.example>", "Ana López", "ana@x.example", id="blanks in the name"),
        pytest.param('"Ortiz, Dana" <dana@x.example>', "Ortiz, Dana", "dana@x.example", id="quoted name"),
        pytest.param(r'"Dana \"Dee\" Ortiz" <d@x.example>', 'Dana "Dee" Ortiz', "d@x.example", id="escaped quotes"),
        pytest.param('Dana "Dee" Ortiz <d@x.example>', 'Dana "Dee" Ortiz', "d@x.example", id="quotes inside"),
        pytest.param("Ortiz, Dana (HR) <d@x.example>", "Ortiz, Dana (HR)", "d@x.example", id="comma and brackets"),
        pytest.param("Dana @ Contoso <d@x.example>", "Dana @ Contoso", "d@x.example", id="an @ of its own"),
        pytest.param("D@X.example <d@x.example>", "", "d@x.example", id="the address as its own name"),
        pytest.param("'d@x.example' <d@x.example>", "", "d@x.example", id="the address in quotes as a name"),
        pytest.param("Zoë O'Neil <zoe@bücher.example>", "Zoë O'Neil", "zoe@xn--bcher-kva.example", id="IDN"),
        pytest.param("Dana<dana@x.example>", "Dana", "dana@x.example", id="no blank before the bracket"),
        pytest.param("=?utf-8?q?D?= <d@x.example>", "=?utf-8?q?D?=", "d@x.example", id="never decoded"),
    ],
)
def test_mailboxes_that_are_read(typed: str, name: str, email: str) -> None:
    """Name and address come apart as a person means them."""
    assert read_mailbox(typed) == Address(name, email)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("Dana <dana@x.example", "does not end with >", id="no closing bracket"),
        pytest.param("dana@x.example>", "without its <", id="no opening bracket"),
        pytest.param('"Dana <dana@x.example>', "quotation marks do not match", id="open quotation mark"),
        pytest.param("Dana <a@x.example>, Sam <b@x.example>", "more than one address", id="two mailboxes"),
        pytest.param("a@x.example, Sam <b@x.example>", "more than one address", id="an address as part of a name"),
        pytest.param("Dana << dana@x.example>", "too many < and >", id="too many brackets"),
        pytest.param("Dana\nBcc: all@x.example <dana@x.example>", "line break", id="line break in the name"),
        pytest.param("Dana\u2028 <dana@x.example>", "control character", id="line separator in the name"),
        pytest.param("Dana <dana>", "has no @", id="no address between the brackets"),
        pytest.param("Dana Ortiz dana@x.example", "write Name <address>", id="brackets forgotten"),
        pytest.param("", "there is no address", id="nothing"),
    ],
)
def test_mailboxes_that_are_refused(typed: str, said: str) -> None:
    """What is no single mailbox is refused with what to write instead."""
    with pytest.raises(AddressError, match=said) as refusal:
        read_mailbox(typed)
    assert not has_controls(str(refusal.value))


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(typed: str) -> None:
    """Whatever is typed becomes an ASCII address without controls, or a refusal of one line."""
    outcome = _outcome(typed)
    if isinstance(outcome, Address):
        assert outcome.email.isascii()
        assert outcome.email.count("@") == 1
        assert not has_controls(outcome.name)
    else:
        assert not has_controls(outcome)


def _outcome(typed: str) -> Address | str:
    try:
        return read_mailbox(typed)
    except AddressError as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("dana@x.example", "dana@x.example", True, id="equal"),
        pytest.param("Dana@X.example", "dana@x.example", True, id="case"),
        pytest.param("dana@bücher.example", "dana@xn--bcher-kva.example", True, id="IDN and A-label"),
        pytest.param("dana@x.example", "dana@y.example", False, id="other domain"),
        pytest.param("dana@x.example", "dána@x.example", False, id="not an address"),
    ],
)
def test_same_address(one: str, other: str, *, same: bool) -> None:
    """Two spellings of one mailbox are one mailbox."""
    assert same_address(one, other) is same


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        pytest.param("dana@X.Example", "x.example", id="lower case"),
        pytest.param("dana", "", id="no domain"),
    ],
)
def test_domain_of(address: str, domain: str) -> None:
    """The domain is what stands behind the @."""
    assert domain_of(address) == domain


def test_plain_addresses_load_no_validator() -> None:
    """A plain address costs no import of email-validator, DNS or the email package."""
    asked = (
        "import sys; from followup_mail.addresses import read_mailbox; read_mailbox('Dana <dana@x.example>');"
        "print([m for m in sys.modules if m.split('.')[0] in {'email_validator', 'dns', 'email', 'idna'}])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
