"""The parser's mistakes about lists and shared subjects, in trees as it gives them."""

from __future__ import annotations

import pytest

from tests.stages.triples.trees import lines_of

FIN = "Mood=Ind|Tense=Past|VerbForm=Fin"
VERBS = [
    # Chad ordered units to leave and accused Togo: the finite verb has the first subject, not the infinitive's.
    (
        f"Chad/PROPN/2/nsubj ordered=order/VERB/0/root/{FIN} units=unit/NOUN/2/obj/PLUR to/PART/5/mark "
        f"leave/VERB/2/xcomp/INF and/CCONJ/7/cc accused=accuse/VERB/5/conj/{FIN} Togo/PROPN/7/obj",
        ["Chad | order | units", "units | leave | - | future, requested", "Chad | accuse | Togo"],
    ),
    # Chad wants to leave and accuse Togo: two infinitives stay together.
    (
        "Chad/PROPN/2/nsubj wants=want/VERB/0/root to/PART/4/mark leave/VERB/2/xcomp/INF and/CCONJ/6/cc "
        "accuse/VERB/4/conj/INF Togo/PROPN/6/obj",
        ["Chad | want | -", "Chad | leave | Togo | future", "Chad | accuse | Togo | future"],
    ),
    # Musa said Chad had " lost its mind " and called on Togo: behind the closing mark the speaker acts.
    (
        f'Musa/PROPN/2/nsubj said=say/VERB/0/root/{FIN} Chad/PROPN/6/nsubj had=have/AUX/6/aux "/PUNCT/6/punct '
        f'lost=lose/VERB/2/ccomp/PART hope/NOUN/6/obj "/PUNCT/6/punct and/CCONJ/10/cc called=call/VERB/6/conj/{FIN} '
        "on/ADP/12/case Togo/PROPN/10/obl",
        ["Musa | say | -", "Chad | lose | hope | said by Musa", "Musa | call | on: Togo"],
    ),
    # Sow was sworn in and called for calm: who asks is no sufferer.
    (
        "Sow/PROPN/3/nsubj:pass was=be/AUX/3/aux:pass sworn=swear/VERB/0/root/PART in/ADP/3/compound:prt "
        "and/CCONJ/6/cc called=call/VERB/3/conj/PART for/ADP/8/case calm/NOUN/6/obl",
        ["- | swear in | Sow", "Sow | call | for: calm"],
    ),
    # Guards surrounded, disarmed and freed them: the middle verb shares the object of the last.
    (
        f"Guards=guard/NOUN/2/nsubj/PLUR surrounded=surround/VERB/0/root/{FIN} ,/PUNCT/4/punct "
        f"disarmed=disarm/VERB/2/conj/{FIN} and/CCONJ/6/cc freed=free/VERB/2/conj/{FIN} rebels=rebel/NOUN/6/obj/PLUR",
        ["Guards | surround | rebels", "Guards | disarm | rebels", "Guards | free | rebels"],
    ),
]
LISTS = [
    # Sow , Nato and Interpol urged Chad: an apposition that goes on with "and" is a list.
    (
        f"Sow/PROPN/6/nsubj//S-Person ,/PUNCT/3/punct Nato/PROPN/1/appos//S-Organization and/CCONJ/5/cc "
        f"Interpol/PROPN/3/conj//S-Organization urged=urge/VERB/0/root/{FIN} Chad/PROPN/6/obj",
        ["Sow | urge | Chad", "Nato | urge | Chad", "Interpol | urge | Chad"],
    ),
    # Sow , Nato and Interpol , urged Chad: closed by a comma it stays one.
    (
        f"Sow/PROPN/7/nsubj//S-Person ,/PUNCT/3/punct Nato/PROPN/1/appos//S-Organization and/CCONJ/5/cc "
        f"Interpol/PROPN/3/conj//S-Organization ,/PUNCT/1/punct urged=urge/VERB/0/root/{FIN} Chad/PROPN/7/obj",
        ["Sow | urge | Chad"],
    ),
    # The president , Sow , and Musa met: role and name are one.
    (
        "The/DET/2/det president/NOUN/8/nsubj/SING ,/PUNCT/4/punct Sow/PROPN/2/conj//S-Person ,/PUNCT/7/punct "
        f"and/CCONJ/7/cc Musa/PROPN/2/conj//S-Person met=meet/VERB/0/root/{FIN}",
        ["president , Sow | meet | and: Musa"],
    ),
    # Sow and leader Musa met: title and name side by side are one.
    (
        "Sow/PROPN/5/nsubj//S-Person and/CCONJ/3/cc leader/NOUN/1/conj/SING Musa/PROPN/1/conj//S-Person "
        f"met=meet/VERB/0/root/{FIN}",
        ["Sow | meet | and: leader Musa"],
    ),
]
PHRASES = [
    # Chad stayed away from talks
    (
        f"Chad/PROPN/2/nsubj stayed=stay/VERB/0/root/{FIN} away/ADV/2/advmod from/ADP/5/case Togo/PROPN/3/obl",
        ["Chad | stay away | from: Togo"],
    ),
    # rebels handed over guns
    (
        f"Rebels=rebel/NOUN/2/nsubj/PLUR handed=hand/VERB/0/root/{FIN} over/ADP/4/case guns=gun/NOUN/2/obl/PLUR",
        ["Rebels | hand over | guns"],
    ),
    # Chad rejected as baseless claims
    (
        f"Chad/PROPN/2/nsubj rejected=reject/VERB/0/root/{FIN} as/ADP/5/case baseless/ADJ/5/amod "
        "maps=map/NOUN/2/obl/PLUR",
        ["Chad | reject | maps"],
    ),
    # Chad gave Togo days to free rebels: who is given the time is to act.
    (
        f"Chad/PROPN/2/nsubj gave=give/VERB/0/root/{FIN} Togo/PROPN/2/iobj days=day/NOUN/2/obl:unmarked/PLUR "
        "to/PART/6/mark free/VERB/2/advcl/INF rebels=rebel/NOUN/6/obj/PLUR",
        ["Chad | give | Togo", "Togo | free | rebels | future"],
    ),
    # Chad met Togo ; the latter freed rebels
    (
        f"Chad/PROPN/2/nsubj//S-Location met=meet/VERB/0/root/{FIN} Togo/PROPN/2/obj//S-Location and/CCONJ/7/cc "
        f"the/DET/6/det latter/ADJ/7/nsubj freed=free/VERB/2/conj/{FIN} rebels=rebel/NOUN/7/obj/PLUR",
        ["Chad | meet | Togo", "Togo | free | rebels"],
    ),
]


@pytest.mark.parametrize(("tree", "wanted"), [*VERBS, *LISTS, *PHRASES])
def test_slips_are_mended(tree: str, wanted: list[str]) -> None:
    assert lines_of(tree) == wanted
