#!/usr/bin/env python3
"""Checks the language of the catalogue: the spelling of every text, that the Norwegian texts do not
mix bokmål and nynorsk, that long texts differ between the two, and that no text shares a run of six
words with a source document, where the documents are at hand (IA_DOMAIN, or the folder beside this one).

    python3 tests/language/check.py

Words that the dictionaries lack stand in words-nb.txt, words-nn.txt and words-en.txt, sorted, one a line.
The last line says what was checked. Exit status: 0 all is well, 1 something was found, 3 it could not run.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

try:
    import tomllib
except ImportError:
    print("tomllib is missing: Python 3.11 or later")
    sys.exit(3)

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE.parents[1] / "ia-core" / "catalogue"
DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
SKIPPED = {"citation.toml", "modal-verbs.toml", "statements.toml"}  # single words and numbers, no texts
DIFFERENT = {"text", "question", "help", "how"}  # nb and nn of these are never equal ...
SHORT = 25  # ... when they are longer than this
RUN = 6  # so many equal words in a row are a copy
DOMAIN = Path(os.environ.get("IA_DOMAIN", HERE.parents[1].parent / "shared" / "domain"))

# Words of the one language that the other does not have. `*`: with any ending; `-`: any word that ends so.
# The last line of BOKMÅL is correct nynorsk, but the catalogue keeps to other forms.
BOKMÅL = """
    annet ansatt* arbeidsgiver* arbeidstaker* avgjøre* bare begynne* brukes deltar dere deres
    egen eget egne forebygg* forrige forskjell* fortsatt fra funnet fylles følger gjør gjøre*
    hele hennes hjelpemidler hun hva hvem hver hverandre hvert hvilke* hvis hvor hvorav
    hvordan hvorfor hvorvidt høy høyere høyest igjennom ikke innflytelse* jeg kommer kreve*
    ledelse* leder* leter løse* løsning* medarbeider* medvirk* mer mulig* myndighet* måned*
    nivåer noe noen nærmeste oppgaver* opplysninger* oppsigelse* rettighet* rådgivning sammen
    selv senere senest sier sikkerhet* sitte skadet spørre spørsmålene sted steder syk sykdom*
    syke* sykmeld* sørg* tall tar tatt tidligere tilbakemeldinger tillitsvalgt* trenger trives
    uenig* uke* ulykke* undersøkelse* uten utvalg* valg* vanskelig* vedkommende vei veien
    veiled* velge* verneombud* virkemid* virksomhet* være vært øke* øverst* -[^l]lig -[^l]lige
    -[^l]ligere -else -elsen -elser -het -heten -hetene -heter -ingene -inger
    attende blei einig* følels* komme løn myndigheit* samstundes tilhøv*
""".split()
NYNORSK = """
    arbeidsgivar* arbeidstakar* avgjerd* berre dei eige eigen eigne einskild* enno framleis
    frå førebygg* føresegn* førre gjer gjere gong gonger haldning* heile henne hjå ho høgt
    høyrer ikkje kjem kor korfor korleis krev krevje* kva kvar kvarandre kven kvifor leiar*
    leiing* lèt løyse* løysing* me medverk* meir mogleg* mynde månad* naudsyn* no noko nokon
    nokre nærast* opplysningar* oppseiing* saman seie seier seinare seinast setje* sidan sit
    sjuk sjukdom* sjuke* sjukmeld* sjølv skilnad* spørje stad stader tek teke tidlegare
    tillitsvald* tilsett* treng trengst trivst utan utval utvala utvalet vanskeleg* vedkomande
    veg vegen veke* velje* vere verkemid* verksemd* verneombod* vore vorte åtgjerd* øvst*
    -[^t]lege -ftlege -heita -heiter -ingane -ingar -leg -legare -leik
""".split()
NAMES = re.compile(  # titles, and words that stand for themselves
    r"Best sammen(?: om å redusere sykefraværet i kommunal sektor)?|Sammen om ForBedring"
    r"|\b(?:bearers|https|SVG|HTML|help|question|source|DD|YYYY|ÅÅÅÅ)\b"
)
FOREIGN = {"nb": NYNORSK, "nn": BOKMÅL}
WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*(?![^\W\d_]|-(?!\w))")  # not the "verne" of "verne- og"


def texts(node, name="", key=""):
    """Every text below a node of a TOML file: (id, key, {language: text})."""
    if isinstance(node, list):
        for item in node:
            yield from texts(item, name, key)
    elif isinstance(node, dict) and DICTIONARIES.keys() <= node.keys():
        yield name or key, key, node
    elif isinstance(node, dict):
        name = "/".join(filter(None, [name, node.get("id", "")]))
        for key, item in node.items():
            if key in ("name", "short"):  # of a source: in the order nb, nn, en
                yield name, key, dict(zip(DICTIONARIES, item))
            else:
                yield from texts(item, name, key)


def plain(text):
    """The text without placeholders and names, and with every branch of its plurals."""
    text = NAMES.sub(" ", text)
    text = re.sub(r"(?<!one )(?<!other )\{\w+\}", " ", text)
    text = re.sub(r"\b(?:one|other) \{([^{}]*)\}", r" \1 ", text)
    return re.sub(r"\{\w+, \w+,|\w+://\S+|[{}#]", " ", text)


def unknown(language, words):
    """The words that neither the dictionary nor the list knows."""
    listed = (HERE / f"words-{language}.txt").read_text("utf-8").split()
    if listed != sorted(set(listed)):
        sys.exit(f"words-{language}.txt is not sorted, or has a word twice")
    command = ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[language]]
    run = subprocess.run(command, input="\n".join(sorted(words)), capture_output=True, encoding="utf-8")
    if run.returncode:
        missing(run.stderr.strip())
    return {w for w in run.stdout.split() if not {w, w.lower()} & set(listed)}


def runs(text):
    """Every run of so many words, names left out."""
    words = re.findall(r"[\w§]+", NAMES.sub(" ", text).lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def missing(what):
    print(f"{what}: apt-get install hunspell hunspell-no hunspell-en-gb")
    sys.exit(3)


def pattern(words):
    """What matches the whole words of a list."""
    return re.compile("|".join(r"\w{3,}" + w[1:] if w[0] == "-" else w.replace("*", r"\w*") for w in words))


def main():
    if not shutil.which("hunspell"):
        missing("hunspell is not installed")
    entries = [
        (path.relative_to(CATALOGUE), *entry)
        for path in sorted(CATALOGUE.rglob("*.toml"))
        if path.name not in SKIPPED
        for entry in texts(tomllib.loads(path.read_text("utf-8")))
    ]
    found = []
    for language in DICTIONARIES:
        lines = [
            (f"{path}: {name}: {key}.{language}", WORD.findall(plain(text[language])))
            for path, name, key, text in entries
        ]
        wrong = unknown(language, {word for _, words in lines for word in words})
        foreign = pattern(FOREIGN.get(language, ()))
        for place, words in lines:
            found += [f"{place}: unknown word: {w}" for w in words if w in wrong]
            found += [f"{place}: not {language}: {w}" for w in words if foreign.fullmatch(w.lower())]
    for path, name, key, text in entries:
        if key in DIFFERENT and len(text["nb"]) > SHORT and text["nb"] == text["nn"]:
            found.append(f"{path}: {name}: {key}: nb and nn are the same")
    documents = sorted((DOMAIN / "documents").glob("*.txt"))
    copied = set().union(*(runs(path.read_text("utf-8")) for path in documents))
    for path, name, key, text in entries:
        for language in DICTIONARIES:
            for run in sorted(runs(text[language]) & copied):
                found.append(f"{path}: {name}: {key}.{language}: as in a source document: {' '.join(run)}")
    compared = f"{len(documents)} source documents compared" if documents else "no source documents at hand"
    print(*found, f"{len(entries) * len(DICTIONARIES)} texts checked, {compared}, {len(found)} findings", sep="\n")
    return bool(found) or not entries


if __name__ == "__main__":
    sys.exit(main())
