"""Each construction in a tree written by hand: the parser's part is fixed, so that only the extraction can be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stages.triples.trees import lines_of, rows_of

VOICES = [
    # Kenya expelled envoys.
    ("Kenya/PROPN/2/nsubj expelled=expel/VERB/0/root/PAST envoys=envoy/NOUN/2/obj/PLUR", ["Kenya | expel | envoys"]),
    # Envoys were expelled by Kenya.
    (
        "Envoys=envoy/NOUN/3/nsubj:pass/PLUR were=be/AUX/3/aux:pass expelled=expel/VERB/0/root/PART by/ADP/5/case "
        "Kenya/PROPN/3/obl:agent",
        ["Kenya | expel | Envoys"],
    ),
    # Envoys were expelled.
    (
        "Envoys=envoy/NOUN/3/nsubj:pass/PLUR were=be/AUX/3/aux:pass expelled=expel/VERB/0/root/PART",
        ["- | expel | Envoys"],
    ),
    # Food was delivered by helicopter.
    (
        "Food/NOUN/3/nsubj:pass was=be/AUX/3/aux:pass delivered=deliver/VERB/0/root/PART by/ADP/5/case "
        "helicopter/NOUN/3/obl/SING",
        ["- | deliver | Food"],
    ),
    # Israel is opposed to talks.
    (
        "Israel/PROPN/3/nsubj:pass is=be/AUX/3/aux:pass opposed=oppose/VERB/0/root/PART to/ADP/5/case calm/NOUN/3/obl",
        ["Israel | oppose | to: calm"],
    ),
    # Merkel had envoys expelled.
    (
        "Merkel/PROPN/2/nsubj had=have/VERB/0/root/PAST envoys=envoy/NOUN/2/obj/PLUR expelled=expel/VERB/2/xcomp/PART",
        ["Merkel | have | envoys", "Merkel | expel | envoys"],
    ),
]
COORDINATION = [
    # Kenya and Togo condemned Chad.
    (
        "Kenya/PROPN/4/nsubj and/CCONJ/3/cc Togo/PROPN/1/conj condemned=condemn/VERB/0/root/PAST Chad/PROPN/4/obj",
        ["Kenya | condemn | Chad", "Togo | condemn | Chad"],
    ),
    # Kenya and Togo met.
    ("Kenya/PROPN/4/nsubj and/CCONJ/3/cc Togo/PROPN/1/conj met=meet/VERB/0/root/PAST", ["Kenya | meet | and: Togo"]),
    # Kenya condemned the vote and recalled envoys: the verbs share the subject.
    (
        "Kenya/PROPN/2/nsubj condemned=condemn/VERB/0/root/PAST Togo/PROPN/2/obj and/CCONJ/5/cc "
        "recalled=recall/VERB/2/conj/PAST envoys=envoy/NOUN/5/obj/PLUR",
        ["Kenya | condemn | Togo", "Kenya | recall | envoys"],
    ),
    # Iran criticised France and Syria Britain.
    (
        "Iran/PROPN/2/nsubj//S-Location criticised=criticise/VERB/0/root/PAST France/PROPN/2/obj//S-Location "
        "and/CCONJ/5/cc Syria/PROPN/3/conj//S-Location Britain/PROPN/5/appos//S-Location",
        ["Iran | criticise | France", "Syria | criticise | Britain"],
    ),
    # Latvia expelled diplomats and Estonia attachés.
    (
        "Latvia/PROPN/2/nsubj expelled=expel/VERB/0/root/PAST diplomats=diplomat/NOUN/2/obj/PLUR and/CCONJ/6/cc "
        "Estonia/PROPN/6/nsubj guards=guard/NOUN/3/conj/PLUR",
        ["Latvia | expel | diplomats", "Estonia | expel | guards"],
    ),
    # Kenya and Togo attacked each other.
    (
        "Kenya/PROPN/4/nsubj and/CCONJ/3/cc Togo/PROPN/1/conj attacked=attack/VERB/0/root/PAST each/DET/6/det "
        "other/ADJ/4/obj",
        ["Kenya | attack | and: Togo"],
    ),
]
CLAUSES = [
    # Egypt urged Sudan to leave Chad: object control.
    (
        "Egypt/PROPN/2/nsubj urged=urge/VERB/0/root/PAST Sudan/PROPN/2/obj to/PART/5/mark leave/VERB/2/xcomp/INF "
        "Chad/PROPN/5/obj",
        ["Egypt | urge | Sudan", "Sudan | leave | Chad | future, requested"],
    ),
    # Egypt promised Sudan to leave Chad: subject control.
    (
        "Egypt/PROPN/2/nsubj promised=promise/VERB/0/root/PAST Sudan/PROPN/2/obj to/PART/5/mark leave/VERB/2/xcomp/INF "
        "Chad/PROPN/5/obj",
        ["Egypt | promise | Sudan", "Egypt | leave | Chad | future"],
    ),
    # Egypt began to leave Chad: raising.
    (
        "Egypt/PROPN/2/nsubj began=begin/VERB/0/root/PAST to/PART/4/mark leave/VERB/2/xcomp/INF Chad/PROPN/4/obj",
        ["Egypt | begin | -", "Egypt | leave | Chad"],
    ),
    # Egypt accused Sudan of arming rebels.
    (
        "Egypt/PROPN/2/nsubj accused=accuse/VERB/0/root/PAST Sudan/PROPN/2/obj of/SCONJ/5/mark "
        "arming=arm/VERB/2/advcl/ING rebels=rebel/NOUN/5/obj/PLUR",
        ["Egypt | accuse | Sudan", "Sudan | arm | rebels | alleged"],
    ),
    # Egypt congratulated Sudan on freeing hostages; but Egypt spent money on freeing hostages.
    (
        "Egypt/PROPN/2/nsubj congratulated=congratulate/VERB/0/root/PAST Sudan/PROPN/2/obj on/SCONJ/5/mark "
        "freeing=free/VERB/2/advcl/ING hostages=hostage/NOUN/5/obj/PLUR",
        ["Egypt | congratulate | Sudan", "Sudan | free | hostages"],
    ),
    (
        "Egypt/PROPN/2/nsubj spent=spend/VERB/0/root/PAST money/NOUN/2/obj on/SCONJ/5/mark "
        "freeing=free/VERB/2/advcl/ING hostages=hostage/NOUN/5/obj/PLUR",
        ["Egypt | spend | money", "Egypt | free | hostages"],
    ),
    # Kenya demanded that Somalia leave.
    (
        "Kenya/PROPN/2/nsubj demanded=demand/VERB/0/root/PAST that/SCONJ/5/mark Somalia/PROPN/5/nsubj "
        "leave/VERB/2/ccomp/INF",
        ["Kenya | demand | complement-subject: Somalia", "Somalia | leave | - | future, requested"],
    ),
    # Egypt warned Sudan not to leave: the parser makes Sudan the infinitive's subject.
    (
        "Egypt/PROPN/2/nsubj warned=warn/VERB/0/root/PAST Sudan/PROPN/6/nsubj not/PART/6/advmod to/PART/6/mark "
        "arm/VERB/2/ccomp/INF rebels=rebel/NOUN/6/obj/PLUR",
        ["Egypt | warn | Sudan", "Sudan | arm | rebels | negative, future, requested"],
    ),
    # Rebels stormed Goma, killing soldiers.
    (
        "Rebels=rebel/NOUN/2/nsubj/PLUR stormed=storm/VERB/0/root/PAST Goma/PROPN/2/obj ,/PUNCT/5/punct "
        "killing=kill/VERB/3/acl/ING soldiers=soldier/NOUN/5/obj/PLUR",
        ["Rebels | storm | Goma", "Rebels | kill | soldiers"],
    ),
    # Talks having failed, Israel attacked Lebanon: two subjects to the parser.
    (
        "Talks=talk/NOUN/6/nsubj/PLUR having=have/AUX/3/aux failed=fail/VERB/1/acl/PART ,/PUNCT/1/punct "
        "Israel/PROPN/6/nsubj attacked=attack/VERB/0/root/PAST Lebanon/PROPN/6/obj",
        ["- | talk | -", "Talks | fail | -", "Israel | attack | Lebanon"],
    ),
    # Soldiers met in order to help Togo.
    (
        "Soldiers=soldier/NOUN/2/nsubj/PLUR met=meet/VERB/0/root/PAST in/ADP/6/mark order/NOUN/3/fixed to/PART/6/mark "
        "help/VERB/2/advcl/INF Togo/PROPN/6/obj",
        ["Soldiers | meet | -", "Soldiers | help | Togo | future"],
    ),
]
RELATIVES = [
    # Police shot a man who attacked Kenya.
    (
        "Police/NOUN/2/nsubj/PLUR shot=shoot/VERB/0/root/PAST men=man/NOUN/2/obj/PLUR who/PRON/5/nsubj "
        "attacked=attack/VERB/3/acl:relcl/PAST Togo/PROPN/5/obj",
        ["Police | shoot | men", "men | attack | Togo"],
    ),
    # Envoys whom Egypt expelled fled.
    (
        "Envoys=envoy/NOUN/5/nsubj/PLUR whom/PRON/4/obj Egypt/PROPN/4/nsubj expelled=expel/VERB/1/acl:relcl/PAST "
        "fled=flee/VERB/0/root/PAST",
        ["Egypt | expel | Envoys", "Envoys | flee | -"],
    ),
    # Rebels armed by Chad attacked Togo.
    (
        "Rebels=rebel/NOUN/5/nsubj/PLUR armed=arm/VERB/1/acl/PART by/ADP/4/case Chad/PROPN/2/obl:agent "
        "attacked=attack/VERB/0/root/PAST Togo/PROPN/5/obj",
        ["Chad | arm | Rebels", "Rebels | attack | Togo"],
    ),
    # Parliament passed a resolution condemning Togo: who passed it condemns.
    (
        "Senators=senator/NOUN/2/nsubj/PLUR passed=pass/VERB/0/root/PAST resolutions=resolution/NOUN/2/obj/PLUR "
        "condemning=condemn/VERB/3/acl/ING Togo/PROPN/4/obj",
        ["Senators | pass | resolutions", "Senators | condemn | Togo"],
    ),
    # ... and who vetoed it does not.
    (
        "Senators=senator/NOUN/2/nsubj/PLUR vetoed=veto/VERB/0/root/PAST resolutions=resolution/NOUN/2/obj/PLUR "
        "condemning=condemn/VERB/3/acl/ING Togo/PROPN/4/obj",
        ["Senators | veto | resolutions", "resolutions | condemn | Togo"],
    ),
    # It was Uganda that trained rebels.
    (
        "It/PRON/3/expl was=be/AUX/3/cop Uganda/PROPN/0/root that/PRON/5/nsubj trained=train/VERB/3/advcl:relcl/PAST "
        "rebels=rebel/NOUN/5/obj/PLUR",
        ["Uganda | train | rebels"],
    ),
    # Iran-backed rebels attacked Togo.
    (
        "Iran/PROPN/3/compound -/PUNCT/3/punct backed=back/VERB/4/amod/PART rebels=rebel/NOUN/5/nsubj/PLUR "
        "attacked=attack/VERB/0/root/PAST Togo/PROPN/5/obj",
        ["Iran | back | rebels", "Iran - backed rebels | attack | Togo"],
    ),
]
NOUNS = [
    # Armenia held talks with Chad.
    (
        "Armenia/PROPN/2/nsubj held=hold/VERB/0/root/PAST talks=talk/NOUN/2/obj/PLUR with/ADP/5/case Chad/PROPN/3/nmod",
        ["Armenia | hold | talks with Chad", "Armenia | hold | with: Chad", "Armenia | talk | with: Chad"],
    ),
    # An attack on Chad by rebels failed: the parser hangs the agent on Chad.
    (
        "Attacks=attack/NOUN/6/nsubj/PLUR on/ADP/3/case villages=village/NOUN/1/nmod/PLUR by/ADP/5/case "
        "rebels=rebel/NOUN/3/nmod/PLUR failed=fail/VERB/0/root/PAST",
        ["rebels | attack | on: villages", "Attacks on villages by rebels | fail | -"],
    ),
    # Sudan faced criticism from Egypt: the subject suffers.
    (
        "Sudan/PROPN/2/nsubj faced=face/VERB/0/root/PAST criticism/NOUN/2/obj from/ADP/5/case Egypt/PROPN/3/nmod",
        ["Egypt | criticism | Sudan"],
    ),
    # Togo launched a series of attacks on Chad.
    (
        "Togo/PROPN/2/nsubj launched=launch/VERB/0/root/PAST series/NOUN/2/obj of/ADP/5/case "
        "attacks=attack/NOUN/3/nmod/PLUR on/ADP/7/case Chad/PROPN/5/nmod",
        ["Togo | attack | on: Chad"],
    ),
    # Talks between A and B in Oslo: between stands beside the place.
    (
        "Talks=talk/NOUN/8/nsubj/PLUR in/ADP/3/case Oslo/PROPN/1/nmod between/ADP/5/case Chad/PROPN/3/nmod "
        "and/CCONJ/7/cc Togo/PROPN/5/conj failed=fail/VERB/0/root/PAST",
        ["Chad | talk | between: Togo", "Togo | talk | between: Chad"],
    ),
]
SPEECH = [
    # Chad fled, X said: inverted, the speaker hung on what is said.
    (
        "Chad/PROPN/2/nsubj attacked=attack/VERB/6/ccomp/PAST Togo/PROPN/2/obj ,/PUNCT/2/punct Deby/PROPN/2/nsubj "
        "said=say/VERB/0/root/PAST",
        ["Chad | attack | Togo | said by Deby"],
    ),
    # Chad attacked Togo, said Deby.
    (
        "Chad/PROPN/2/nsubj attacked=attack/VERB/0/root/PAST Togo/PROPN/2/obj ,/PUNCT/5/punct "
        "said=say/VERB/2/parataxis/PAST Deby/PROPN/5/obj",
        ["Chad | attack | Togo | said by Deby"],
    ),
    # According to Deby, Chad attacked Togo.
    (
        "According=accord/VERB/3/case to/ADP/1/fixed Deby/PROPN/6/obl ,/PUNCT/3/punct Chad/PROPN/6/nsubj "
        "attacked=attack/VERB/0/root/PAST Togo/PROPN/6/obj",
        ["Chad | attack | Togo | said by Deby"],
    ),
    # Minister: Chad attacked Togo.
    (
        "Minister/NOUN/0/root :/PUNCT/4/punct Chad/PROPN/4/nsubj attacked=attack/VERB/1/parataxis/PAST "
        "Togo/PROPN/4/obj",
        ["Chad | attack | Togo | said by Minister"],
    ),
]
FACTUALITY = [
    ("Chad/PROPN/4/nsubj did=do/AUX/4/aux not/PART/4/advmod attack/VERB/0/root/INF Togo/PROPN/4/obj", "negative"),
    ("No/DET/2/det soldier/NOUN/3/nsubj/SING attacked=attack/VERB/0/root/PAST Togo/PROPN/3/obj", "negative"),
    ("Chad/PROPN/3/nsubj will/AUX/3/aux attack/VERB/0/root/INF Togo/PROPN/3/obj", "future"),
    ("Chad/PROPN/3/nsubj may/AUX/3/aux attack/VERB/0/root/INF Togo/PROPN/3/obj", "possible"),
    ("Chad/PROPN/3/nsubj must/AUX/3/aux attack/VERB/0/root/INF Togo/PROPN/3/obj", "obliged"),
    ("Chad/PROPN/3/nsubj allegedly/ADV/3/advmod attacked=attack/VERB/0/root/PAST Togo/PROPN/3/obj", "alleged"),
    ("Perhaps/ADV/3/advmod Chad/PROPN/3/nsubj attacked=attack/VERB/0/root/PAST Togo/PROPN/3/obj", "possible"),
    ("Chad/PROPN/3/nsubj regularly/ADV/3/advmod attacks=attack/VERB/0/root/PAST Togo/PROPN/3/obj", "habitual"),
    (
        "Chad/PROPN/2/nsubj failed=fail/VERB/0/root/PAST to/PART/4/mark attack/VERB/2/xcomp/INF Togo/PROPN/4/obj",
        "negative",
    ),
    ("Chad/PROPN/2/nsubj plans=plan/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp/INF Togo/PROPN/4/obj", "future"),
    ("Chad/PROPN/2/nsubj has=have/VERB/0/root to/PART/4/mark attack/VERB/2/xcomp/INF Togo/PROPN/4/obj", "obliged"),
    ("Attack/VERB/0/root/IMP Togo/PROPN/1/obj", "future, requested"),
    (
        "If/SCONJ/3/mark Chad/PROPN/3/nsubj attacks=attack/VERB/5/advcl Togo/PROPN/3/obj wait/VERB/0/root",
        "conditional",
    ),
    (
        "Peru/PROPN/2/nsubj denied=deny/VERB/0/root/PAST reports=report/NOUN/2/obj/PLUR that/SCONJ/6/mark "
        "Chad/PROPN/6/nsubj attacked=attack/VERB/3/acl/PAST Togo/PROPN/6/obj",
        "negative, alleged",
    ),
]


@pytest.mark.parametrize(
    ("tree", "expected"), VOICES + COORDINATION + CLAUSES + RELATIVES, ids=lambda value: str(value)[:40]
)
def test_all_rows_of_a_tree(tree: str, expected: list[str]) -> None:
    assert lines_of(tree) == expected


@pytest.mark.parametrize(("tree", "expected"), NOUNS + SPEECH, ids=lambda value: str(value)[:40])
def test_rows_among_those_of_a_tree(tree: str, expected: list[str]) -> None:
    lines = lines_of(tree)
    assert [line for line in expected if line not in lines] == [], lines


@pytest.mark.parametrize(("tree", "marks"), FACTUALITY)
def test_what_is_not_plain_is_marked(tree: str, marks: str) -> None:
    (line,) = [line for line in lines_of(tree) if "| attack |" in line]
    assert line.split(" | ")[3:] == [marks]


def test_a_quotation_of_two_sentences_has_one_speaker() -> None:
    first = (
        "“/PUNCT/3/punct Rebels=rebel/NOUN/3/nsubj/PLUR attacked=attack/VERB/8/ccomp/PAST Goma/PROPN/3/obj "
        ",/PUNCT/3/punct ”/PUNCT/3/punct Deby/PROPN/8/nsubj said=say/VERB/0/root/PAST ./PUNCT/8/punct"
    )
    second = (
        "“/PUNCT/3/punct They=they/PRON/3/nsubj killed=kill/VERB/0/root/PAST monks=monk/NOUN/3/obj/PLUR "
        "./PUNCT/3/punct ”/PUNCT/3/punct"
    )
    told = [line for line in lines_of(first, second) if "kill" in line]
    assert told == ["Rebels | kill | monks | said by Deby"]


GROUP = "The/DET/2/det group/NOUN/3/nsubj/SING freed=free/VERB/0/root/PAST hostages=hostage/NOUN/3/obj/PLUR"


def test_the_group_is_the_one_named_before() -> None:
    before = "Hamas/PROPN/2/nsubj//S-Organization seized=seize/VERB/0/root/PAST tankers=tanker/NOUN/2/obj/PLUR"
    assert lines_of(before, GROUP)[-1] == "Hamas | free | hostages"
    assert rows_of(before, GROUP)[-1]["reference"] == "phrase"


def test_the_group_keeps_its_words_where_two_fit() -> None:
    before = (
        "Envoys=envoy/NOUN/2/nsubj/PLUR told=tell/VERB/0/root/PAST Hamas/PROPN/2/obj//S-Organization with/ADP/5/case "
        "Fatah/PROPN/2/obl//S-Organization"
    )
    assert lines_of(before, GROUP)[-1] == "group | free | hostages"


def test_nobody_is_his_own_target() -> None:
    rows = rows_of("Chad/PROPN/2/nsubj//S-Location defended=defend/VERB/0/root/PAST itself/PRON/2/obj")
    assert [(row["source_text"], row["target_text"]) for row in rows] == [("Chad", None)]


NAMES = st.lists(
    st.sampled_from(("Kenya", "Togo", "Chad", "Mali", "Peru", "Oman", "Laos", "Cuba", "Iran", "Fiji", "Niue", "Eire")),
    min_size=1, max_size=12, unique=True,
)  # fmt: skip


def coordinated(names: list[str], head: int, relation: str, first: int) -> str:
    """Names as one coordination whose first token is number `first`."""
    parts = [f"{names[0]}/PROPN/{head}/{relation}"]
    for name in names[1:]:
        parts.append(f"{name}/PROPN/{first}/conj")
    return " ".join(parts)


@settings(max_examples=60)
@given(NAMES)
def test_every_coordinated_actor_acts_and_suffers(names: list[str]) -> None:
    size = len(names)
    verb = size + 1
    acting = f"{coordinated(names, verb, 'nsubj', 1)} expelled=expel/VERB/0/root/PAST envoys=envoy/NOUN/{verb}/obj"
    assert [row["source_text"] for row in rows_of(acting)] == names
    suffering = f"Police/NOUN/2/nsubj expelled=expel/VERB/0/root/PAST {coordinated(names, 2, 'obj', 3)}"
    assert [row["target_text"] for row in rows_of(suffering)] == names


@settings(max_examples=60)
@given(NAMES.filter(lambda names: len(names) > 1))
def test_active_and_passive_say_the_same(names: list[str]) -> None:
    source, target = names[:2]
    active = f"{source}/PROPN/2/nsubj attacked=attack/VERB/0/root/PAST {target}/PROPN/2/obj"
    passive = (
        f"{target}/PROPN/3/nsubj:pass was=be/AUX/3/aux:pass attacked=attack/VERB/0/root/PART by/ADP/5/case "
        f"{source}/PROPN/3/obl:agent"
    )
    assert lines_of(active) == lines_of(passive) == [f"{source} | attack | {target}"]


@settings(max_examples=60)
@given(st.lists(st.sampled_from([tree for tree, _ in VOICES + COORDINATION + CLAUSES + RELATIVES]), max_size=5))
def test_a_sentence_says_the_same_wherever_it_stands(trees: list[str]) -> None:
    """No pronoun points anywhere in these, so that neither order nor company changes a row."""
    alone = [lines_of(tree) for tree in trees]
    assert lines_of(*trees) == [line for lines in alone for line in lines]
    assert lines_of(*reversed(trees)) == [line for lines in reversed(alone) for line in lines]


@settings(max_examples=40)
@given(st.integers(1, 6))
def test_chains_of_any_depth_keep_the_subject(depth: int) -> None:
    """ "Kenya agreed to agree to ... to expel envoys"."""
    tokens = ["Kenya/PROPN/2/nsubj", "agreed=agree/VERB/0/root/PAST"]
    for level in range(depth):
        above = 2 + 2 * level
        lemma = "expel" if level == depth - 1 else "agree"
        tokens += [f"to/PART/{above + 2}/mark", f"{lemma}/VERB/{above}/xcomp/INF"]
    tokens.append(f"envoys=envoy/NOUN/{2 + 2 * depth}/obj/PLUR")
    assert lines_of(" ".join(tokens))[-1] == "Kenya | expel | envoys | future"
