"""Every error and warning, each with a code: what happened, where, and what to do about it.

Codes never change their meaning. ``R1xx`` reading, ``R2xx`` extraction, ``R3xx`` linking, ``R4xx`` the case file,
``R5xx`` showing, ``R6xx`` the server, ``R9xx`` the program itself. The table is documented in ``docs/errors.md``,
which a test compares with this module.
"""

from typing import NamedTuple

from riwaya.model import Warn


class Entry(NamedTuple):
    """What a code means: `what` is a format string for the facts, `hint` says what to do."""

    what: str
    hint: str


CODES: dict[str, Entry] = {
    "R101": Entry("nothing at this path", "check the spelling, or give the folder that holds the reports"),
    "R102": Entry("empty file", "nothing to read; delete it or fill it"),
    "R103": Entry("not a text file ({detail})", "convert it to .txt, .json, .jsonl or .csv first"),
    "R104": Entry("encoding unclear, read as {encoding}", "save the file as UTF-8 to be sure"),
    "R105": Entry("broken JSON: {detail}", "mend this line or file; the others were read"),
    "R106": Entry("a record without text", "give it a `text` field"),
    "R107": Entry("no Arabic in this report", "it is kept, but nothing is extracted from it"),
    "R108": Entry("text of {size} is over the limit of {limit}", "split it into its reports"),
    "R109": Entry("cannot be read: {detail}", "look at the file and at its permissions; the rest was read"),
    "R110": Entry("a date that is not understood: {value!r}", "write it as YYYY-MM-DD"),
    "R111": Entry(
        "broken or unclear table: {detail}",
        "give it one header line; --columns text=NAME says where the text is",
    ),
    "R112": Entry(
        "kind of file not known: {detail}", "docs/usage.md lists what is read; convert it to one of these"
    ),
    "R113": Entry("no reports found", "docs/usage.md lists what is read"),
    "R114": Entry(
        "{count} characters that are no text", "they are kept as U+FFFD, so that offsets still count"
    ),
    "R115": Entry("archive not read further: {detail}", "unpack it and give the folder"),
    "R116": Entry(
        "no character {at} in a text of {size}",
        "characters count from 0; --words finds a passage by its words",
    ),
    "R117": Entry("several reports where one is wanted: {ids} …", "pick one with --report ID"),
    "R118": Entry(
        "these words are not in the report: {words}", "copy them from its text; spelling does not matter"
    ),
    "R119": Entry("no report {name} in this file", "riwaya extract FILE gives the id of each"),
    "R120": Entry(
        "{count} messages without a text: {kinds}", "pictures and recordings are not read; their captions are"
    ),
    "R121": Entry("{count} messages without Arabic", "they are kept, but nothing is extracted from them"),
    "R122": Entry(
        "{count} senders known by a telephone number only",
        "they are evidence and personal data: think before you pass the case on",
    ),
    "R123": Entry("columns: {detail}", "name them with --columns FIELD=COLUMN"),
    "R124": Entry("taken for granted: {detail}", "say it otherwise with --columns FIELD=COLUMN"),
    "R125": Entry(
        "{count} of {total} entries give only a summary", "the whole is on their pages: riwaya fetch URL"
    ),
    "R126": Entry("{count} of {total} entries without a text", "there is nothing to read in them"),
    "R127": Entry("not read: {detail}", "a web archive holds more than pages; nothing to do"),
    "R128": Entry(
        "{count} records differ from the digest they give",
        "they were changed or damaged after they were archived; they were read",
    ),
    "R129": Entry("written in another language ({language})", "it is kept, but nothing is extracted from it"),
    "R130": Entry(
        "{host} is {kind}: it was not asked",
        "only public addresses are fetched; save the page and read the file",
    ),
    "R131": Entry(
        "the site's robots.txt does not allow it ({rule})",
        "save the page in a browser and read the file",
    ),
    "R132": Entry(
        "the server answered {status}", "the answer is in the web archive; see the address in a browser"
    ),
    "R133": Entry(
        "only a part came: {detail}", "it is kept and marked as cut; --max-size and --timeout allow more"
    ),
    "R134": Entry(
        "cannot be fetched: {detail}", "try later, or save the page in a browser and read the file"
    ),
    "R135": Entry(
        "no web address that is fetched: {detail}", "give it whole, as the browser shows it, with https://"
    ),
    "R141": Entry(
        "read from a picture: {detail}", "letters may be wrong; look at the picture before you quote"
    ),
    "R142": Entry("a picture that is not read: {detail}", "make it smaller or clearer, or type its text"),
    "R143": Entry(
        "a picture, and nothing to read it with: {detail}", "apt-get install tesseract-ocr tesseract-ocr-ara"
    ),
    "R144": Entry(
        "the letters of this PDF are doubtful: {detail}", "its fonts hide them; give pictures of its pages"
    ),
    "R145": Entry("not read to its end: {detail}", "split the file"),
    "R146": Entry(
        "a page without the text of an article", "give the page of one article; a list of links holds none"
    ),
    "R147": Entry(
        "the article stands in a part of the page that is hidden", "compare it with the page in a browser"
    ),
    "R148": Entry(
        "the page shows no article; this is what its head quotes of it",
        "it may be cut short; save the page from a browser",
    ),
    "R149": Entry("a page of absurdly many elements, read in part", "what follows was not read"),
    "R150": Entry("a saved page without its page", "save it again as a single file"),
    "R201": Entry("a quotation mark opens and never closes", "its content was ended at the paragraph"),
    "R202": Entry("extraction failed on this report: {detail}", "please report it with the text"),
    "R401": Entry("not a case of Riwaya", "give another file name; this file was left as it was"),
    "R402": Entry("the case file cannot be written: {detail}", "check the folder's permissions and space"),
    "R403": Entry("the case was made by a newer Riwaya (schema {found}, this one knows {known})", "update"),
    "R404": Entry("no such case file", "make one with: riwaya read PATH --case FILE"),
    "R405": Entry("no such report in the case", "list them with: riwaya statements CASE --json"),
    "R406": Entry(
        "the case file is damaged: {detail}", "make the case again from its reports, or take a backup"
    ),
    "R407": Entry("claims of an older reading in the case", "run riwaya read on it again to link it anew"),
    "R408": Entry("no correction {n} in the case", "list them with: riwaya corrections CASE"),
    "R409": Entry(
        "no actor or place of the case is called {name}",
        "list them with: riwaya actors CASE, riwaya places CASE",
    ),
    "R410": Entry("several are called {name}: {candidates}", "give the id of the one that is meant"),
    "R411": Entry("not both persons or bodies, or both places: {names}", "merge only what can be one"),
    "R412": Entry(
        "these are one already: {names}", "nothing to do; riwaya actors CASE --why shows why they are"
    ),
    "R413": Entry(
        "correction {n} says that these are not one: {names}",
        "undo it first: riwaya corrections CASE --undo N",
    ),
    "R414": Entry(
        "{name} is not written for {who} there; written are: {names}",
        "copy one of these; spelling does not matter",
    ),
    "R415": Entry(
        "nothing of {who} would be left: {names}", "with --report ID only what one report names leaves"
    ),
    "R416": Entry(
        "the correction did not hold and was taken back: {names}",
        "run riwaya read on the case again, so that it is linked anew, and repeat",
    ),
    "R417": Entry("no claim {name} in the case", "list them with: riwaya claims CASE"),
    "R418": Entry("nothing in the case is called {name}", "go back and choose it from its page"),
    "R419": Entry("one claim already: {name}", "nothing to do; give the address or id of another claim"),
    "R420": Entry(
        "figures that count different things are no claim together: {a} / {b}",
        "they tell of other fates or in other units; where a figure was misread, take it out of its claim first",
    ),
    "R421": Entry("not members of the claim {name}", "its page was open for long; load it again and repeat"),
    "R422": Entry("nothing would be left of the claim {name}", "leave one member in it"),
    "R423": Entry("no change {n} in the case", "load the page of changes again"),
    "R501": Entry("cannot write the output: {detail}", "check the folder's permissions and space"),
    "R601": Entry(
        "this server does not go by that name",
        "open the address that riwaya serve prints; --host-name adds the name that a proxy answers under",
    ),
    "R602": Entry("more than {limit} in one request", "send less at once"),
    "R603": Entry("this server changes nothing", "start it without --readonly"),
    "R604": Entry(
        "a request that comes from no page of this server", "load the page again and repeat what you did"
    ),
    "R605": Entry("the password is asked for", "give it at /login"),
    "R606": Entry("not the password of this server", "whoever started it knows it"),
    "R607": Entry("too many passwords at once", "wait a minute"),
    "R608": Entry("a request that cannot be read: {detail}", "follow the links of the pages"),
    "R609": Entry("nothing at this address", "check its spelling, or begin at the first page"),
    "R610": Entry("not done at this address: {method}", "follow the links of the pages"),
    "R611": Entry(
        "what was sent came too slowly", "send it again; riwaya read PATH --case CASE reads it too"
    ),
    "R612": Entry("too much is asked at once", "wait a moment"),
    "R613": Entry(
        "port {port} cannot be used: {detail}", "take another one with --port; --port 0 takes a free one"
    ),
    "R620": Entry("nothing called {name} in the case", "list what is there: GET /api lists the lists"),
    "R621": Entry("cannot be read: {detail}", "GET /api says what is asked for"),
    "R622": Entry("not sent as JSON", "send it with the header content-type: application/json"),
    "R630": Entry("nothing was given", "choose files, or paste a text"),
    "R631": Entry(
        "{name} is over the limit of {limit}", "read it on this machine: riwaya read PATH --case CASE"
    ),
    "R632": Entry("over {limit} files", "add fewer at once, or put them into one archive"),
    "R633": Entry(
        "addresses are not fetched from here", "riwaya fetch URL --case CASE fetches and reads them"
    ),
    "R634": Entry("what was sent cannot be kept: {detail}", "check the folder's permissions and space"),
    "R635": Entry("{count} are waiting to be read already", "wait until they are done"),
    "R636": Entry("no such reading", "it was before this server was started; what it read is in the case"),
    "R637": Entry(
        "the reading ended early: {detail}", "what was read before is in the case; add the rest again"
    ),
    "R638": Entry("nothing waits to be read on", "nothing to do"),
    "R640": Entry("a text of over {limit} characters", "compare a part of it"),
    "R641": Entry("one text, and nothing to compare it with", "paste both texts"),
    "R650": Entry(
        "no story {name} in the case", "the page of stories lists them; the case may be linked anew"
    ),
    "R651": Entry("no such picture: {detail}", "what is known of it is on its page"),
    "R901": Entry(
        "the worker processes failed: {detail}", "run it again with one worker; nothing kept is lost"
    ),
    "R902": Entry("the server failed at this address", "please report it with what stands on the terminal"),
}


class RiwayaError(Exception):
    """Something that stops the command: a code with its facts, where, and what to do."""

    def __init__(self, code: str, where: str = "", **facts: object) -> None:
        self.code = code
        self.where = where
        self.facts = {name: str(fact) for name, fact in facts.items()}
        self.what = CODES[code].what.format(**facts)
        self.hint = CODES[code].hint
        super().__init__(f"{code} {where + ': ' if where else ''}{self.what} — {self.hint}")


def warn(code: str, where: str = "", **facts: object) -> Warn:
    """Make the warning with this code; raises KeyError when the code or one of its facts is missing."""
    entry = CODES[code]
    return Warn(code=code, message=entry.what.format(**facts), where=where, hint=entry.hint)
