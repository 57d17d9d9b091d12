"""Verbs, sets, patterns, transformations: every form of an entry that PETRARCH's verb files hold, broken ones too."""

from __future__ import annotations

import pytest

HEAD = "--- SCOLD [111] ---\nSCOLD\n"


def test_a_verb_stands_by_its_base_form_and_its_forms_are_found_by_the_parser(imported):
    frame = imported("--- SCOLD [111] ---\nSCOLD {SCOLDED SCOLDING SCOLDS}\nBERATE\n").frame
    assert (frame.id, frame.code, frame.verbs) == ("scold-111", "111", ("scold", "berate"))


def test_a_verb_of_several_words_has_a_plus_at_the_verb(imported):
    frame = imported("--- BEG [020] ---\n+BEG_FOR {+BEGGED_FOR +BEGGING_FOR +BEGS_FOR}\n+TAKE_THE_HOSTAGES\n").frame
    assert frame.verbs == ("beg for", "take hostage")


def test_a_verb_with_words_before_it_is_left_out(imported):
    made = imported(HEAD + "FORCE_+OPEN [190]\n")
    assert made.notes == [
        "3 left out: FORCE_+OPEN [190]: words before the verb (FORCE): an entry begins with it",
    ]


def test_an_inflected_verb_is_left_out(imported):
    made = imported(HEAD + "BERATED\n")
    assert made.notes == ["3 left out: BERATED: 'berated' looks inflected: a verb stands by its base form"]


def test_a_verb_inherits_the_code_of_its_block_or_has_its_own(imported):
    made = imported("--- BEG [020] ---\nBEG\nPLEAD [022]\nIMPLORE\n")
    assert {frame.code: frame.verbs for frame in made.codebook.frames} == {"020": ("beg", "implore"), "022": ("plead",)}


def test_a_null_code_gives_no_frame(imported):
    made = imported("---  BEG   [---]  ---\n+BEG_FOR [020]\nBEG\n")
    assert made.frame.verbs == ("beg for",)
    assert made.notes == []


def test_a_forward_and_a_reverse_code(imported):
    frame = imported("--- CALL_ON [042:043] ---\nDROP_IN\n").frame
    assert (frame.code, frame.reverse, frame.symmetric) == ("042", "043", False)


def test_a_pair_written_with_a_slash(imported):
    frame = imported("--- CALL_ON [042/043] ---\nDROP_IN\n").frame
    assert (frame.code, frame.reverse) == ("042", "043")


def test_one_code_both_ways_is_symmetric(imported):
    frame = imported("--- PARLEY [040:040] ---\nPARLEY\n").frame
    assert (frame.code, frame.reverse, frame.symmetric) == ("040", "", True)


def test_a_reverse_code_alone_swaps_the_ends(imported):
    frame = imported("--- ENDURE [:110] ---\nENDURE\n").frame
    assert (frame.code, frame.swap) == ("110", True)


def test_a_typing_error_in_a_code_is_mended_and_told(imported):
    made = imported("--- GIVE_IN [080!] ---\nCAVE\n")
    assert made.frame.code == "080"
    assert made.notes == ["1 changed: --- GIVE_IN [080!] ---: code '080!' is taken for '080'"]


def test_an_unknown_code_is_left_out_with_the_nearest_one(imported):
    made = imported(HEAD + "BERATE [1119]\n")
    assert made.frame.verbs == ("scold",)
    assert made.notes == ["3 left out: BERATE [1119]: unknown code '1119'. Did you mean '111' (Criticize or denounce)?"]


def test_three_codes_in_one_bracket_are_left_out(imported):
    assert imported(HEAD + "BERATE [111:112:113]\n").notes == [
        "3 left out: BERATE [111:112:113]: [111:112:113] has more than two codes"
    ]


def test_a_bracket_that_is_not_closed(imported):
    made = imported(HEAD + "BERATE [111\n- * {ALLY [112]\n- * {ALLY} [112\n")
    assert made.notes == [
        "3 left out: BERATE [111: not of the form VERB {FORMS} [CODE]",
        "4 left out: - * {ALLY: a { that is not closed",
        "5 left out: - * {ALLY} [112: not of the form - PATTERN [CODE]",
    ]


def test_comments_of_both_kinds_remarks_and_tags(imported):
    made = imported(
        "# begin\n<File v='1'>\n<!-- a remark\n--- NOTHING [190] ---\nover lines -->\n"
        "--- SCOLD [111] --- ; old\nSCOLD # new\nBERATE ;tony 4/29/91\n- * WEATHER [###] # none\n"
    )
    assert made.frame.verbs == ("scold", "berate")
    assert made.notes == [
        "9 changed: - * WEATHER: [###] discards a sentence; here only its verb is not coded",
    ]


@pytest.mark.parametrize("data", [HEAD.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + HEAD.encode()])
def test_windows_line_ends_and_byte_order_marks(imported, data):
    assert imported(data).frame.verbs == ("scold",)


def test_a_file_in_an_old_encoding(imported):
    made = imported("--- SCOLD [111] ---\nSCOLD\n- * {CAFÉ} [112]\n".encode("latin-1"))
    assert made.frames["scold-112"].object == ("café",)
    assert made.notes == ["0 changed: verbs.txt: the file is not UTF-8: read as windows-1252"]


# patterns


PATTERNS = {
    # phrases
    "- * {TRADE POLICY} [112]": {"object": ("trade policy",)},
    "- * POLICIES [112]": {"object": ("policy", "policies")},
    "- * {THE NEWS} [112]": {"object": ("new", "news")},
    "- * (FOR {FINANCIAL AID}) [112]": {"where": (("for", ("financial aid",)),)},
    "- * (FOR ) [112]": {"where": (("for", ()),)},
    "- * (OUT OF HOSPITAL) [112]": {"where": (("out of", ("hospital",)),)},
    "- * (ON BEHALF OF REBELS) [112]": {"where": (("on behalf of", ("rebel", "rebels")),)},
    "- * {POLICY} (IN PARLIAMENT) [112]": {"object": ("policy",), "where": (("in", ("parliament",)),)},
    "- * (FOR {AID} (TO +)) [112]": {"where": (("for", ("aid",)), ("to", ())), "targets": ("to",)},
    "- * OUT [112]": {"verbs": ("scold out",)},
    "- * OUT {POLICY} [112]": {"verbs": ("scold out",), "object": ("policy",)},
    # slots
    "- $ * + [112]": {"targets": ("object",)},
    "- * (WITH +) [112]": {"where": (("with", ()),), "targets": ("with",)},
    "- * + {POLICY} [112]": {"targets": ("recipient",), "object": ("policy",)},
    "- % * [112]": {"symmetric": True},
    "- * (BETWEEN %) [112]": {"symmetric": True, "targets": ("between",), "where": (("between", ()),)},
    "- + WAS * BY $ [112]": {"targets": ("object",)},
    # words in their order
    "- $ * DIPLOMATIC TIES WITH + [112]": {
        "object": ("diplomatic tie", "diplomatic ties"),
        "where": (("with", ()),),
        "targets": ("with",),
    },
    "- * + FOR FOREIGN_POLICY_ [112]": {"targets": ("object",), "where": (("for", ("foreign policy",)),)},
    "- * ^ OVER DEBT [112]": {"where": (("over", ("debt",)),)},
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern(imported, pattern):
    made = imported(f"--- SCOLD [---] ---\nSCOLD\n{pattern}\n")
    frame = made.frame
    expected = {"code": "112", "verbs": ("scold",), "object": (), "where": (), "targets": (), "symmetric": False}
    assert made.notes == []
    assert {key: getattr(frame, key) for key in expected} == expected | PATTERNS[pattern]


NOT_CONVERTED = {
    "- {OIL PRICES} * [112]": "words before the verb: frames have no condition on the subject's words",
    "- WILL * [112]": "'WILL' before the verb: tense and negation are read off the sentence",
    "- * (FROM $) [112]": "the source ($) after the verb: it is the subject or in the by-phrase",
    "- * {POLICY} {STYLE} [112]": "two objects: 'policy' and 'style'",
    "- * (FOR AID) (FOR FUN) [112]": "two phrases with 'for'",
    "- * (VERSUSS AID) [112]": "'VERSUSS' is no preposition: ( ) holds one and its phrase",
    "- * ( ) [112]": "'' is no preposition: ( ) holds one and its phrase",
    "- * {POLICY (FOR AID)} [112]": "brackets inside a noun phrase",
    "- * {BIG &ISSUES} [112]": "a set beside other words in one noun phrase",
    "- * &ISSUES [112]": "unknown set &ISSUES",
    "- * {A} [112]": "a noun phrase without words",
    "- * 24 [112]": "'24' is no word",
    "- * POLICY | STYLE [112]": "alternatives (|) in one pattern: write one pattern for each",
    "- * POLICY) [112]": "a ) that closes nothing",
    "- * (FOR AID} [112]": "a } that closes nothing",
    "- POLICY [112]": "a pattern has one *, outside of brackets, where the verb is",
    "- * POLICY * [112]": "a pattern has one *, outside of brackets, where the verb is",
    "- * OUT [---]": "a particle that makes the verb no event has no counterpart",
    "- * POLICY (IN TOWN) [---]": "only one word in one place can make a verb no event (not_object, not_where)",
}


@pytest.mark.parametrize("pattern", NOT_CONVERTED)
def test_a_pattern_that_has_no_counterpart_is_listed_with_the_reason(imported, pattern):
    made = imported(f"{HEAD}{pattern}\n")
    entry = pattern.split(" [")[0]
    assert made.notes == [f"3 left out: {entry}: {NOT_CONVERTED[pattern]}"]
    assert made.frame.verbs == ("scold",)


def test_patterns_of_one_kind_and_code_are_one_frame(imported):
    made = imported(
        HEAD + "- * POLICY [112]\n- * {TAX PLAN} [112]\n- * (FOR AID) [112]\n- * (FOR GREED) [112]\n- * STYLE [113]\n"
    )
    assert {frame.id: (frame.object, frame.where) for frame in made.codebook.frames} == {
        "scold-111": ((), ()),
        "scold-112": (("policy", "tax plan"), ()),
        "scold-112-2": ((), (("for", ("aid", "greed")),)),
        "scold-113": (("style",), ()),
    }


def test_the_target_phrase_is_part_of_what_a_pattern_asks_for(imported):
    made = imported(HEAD + "- * DEBT (TO +) [112]\n- * LOANS (TO +) [112]\n- * DEBT (OF +) [112]\n")
    assert [(frame.object, frame.targets) for frame in made.codebook.frames if frame.code == "112"] == [
        (("debt", "loan", "loans"), ("to",)),
        (("debt",), ("of",)),
    ]


def test_a_to_phrase_of_a_verb_of_the_file_is_an_infinitive_too(imported):
    made = imported("--- BEG [---] ---\nBEG\n- * (TO PARLEY) [026]\n--- PARLEY [040] ---\nPARLEY\n")
    begged = [frame for frame in made.codebook.frames if frame.code == "026"]
    assert [(frame.where, frame.clause) for frame in begged] == [((("to", ("parley",)),), ()), ((), ("parley",))]


def test_a_pattern_without_an_event_takes_its_word_out_of_the_plain_frame(imported):
    frame = imported(HEAD + "- * WEATHER [---]\n- * (IN FILM) [---]\n- * (AT) [---]\n").frame
    assert frame.not_object == ("weather",)
    assert frame.not_where == (("in", ("film",)), ("at", ()))


def test_a_pattern_without_a_code_inherits_that_of_its_block(imported):
    assert imported("--- SCOLD [111] ---\nSCOLD [112]\n- * POLICY\n").frames["scold-111"].object == ("policy",)


def test_a_pattern_without_any_code_is_left_out(imported):
    made = imported("--- SCOLD [---] ---\nSCOLD [111]\n- * POLICY\n")
    assert made.notes == ["3 left out: - * POLICY: no code, and its block has none"]


def test_a_pattern_with_several_codes_takes_the_first(imported):
    made = imported(HEAD + "- * POLICY [112] [113]\n")
    assert made.frames["scold-112"].object == ("policy",)
    assert made.notes == ["3 changed: - * POLICY [112] [113]: several codes: the first, [112], is taken"]


def test_a_pattern_written_twice_is_told(imported):
    made = imported(HEAD + "- * POLICY [112]\n- * {POLICY} [112]\n")
    assert made.notes == ["4 left out: - * {POLICY}: the same pattern stands before it in its block"]


def test_one_pattern_with_two_codes_keeps_the_first(imported):
    made = imported(HEAD + "- * POLICY [112]\n- * POLICY [113]\n")
    assert made.notes == ["4 left out: scold [113]: stands under the same conditions in the frame scold-112"]


def test_the_narrower_pattern_comes_first_whatever_the_order_in_the_file(imported):
    sets = "&BLAME\n+POLICY\n+STYLE\n+GREED\n"
    made = imported(sets + HEAD + "- * &BLAME [112]\n- * GREED [113]\n")
    assert made.notes == []
    order = [frame.code for frame in made.codebook.frames]
    assert order.index("113") < order.index("112")


def test_a_verb_of_two_blocks_belongs_to_the_first(imported):
    made = imported(HEAD + "--- SHOUT [112] ---\nSCOLD\nSHOUT\n")
    assert made.notes == ["4 left out: scold [112]: stands under the same conditions in the frame scold-111"]
    assert made.frames["shout-112"].verbs == ("shout",)


def test_a_pattern_before_any_verb(imported):
    assert imported(f"- * POLICY [112]\n{HEAD}").notes == [
        "1 left out: - * POLICY [112]: a pattern before the first verb"
    ]


def test_a_block_without_verbs(imported):
    made = imported(f"--- NOTHING [112] ---\n- * POLICY [112]\n{HEAD}")
    assert made.notes == ["1 left out: NOTHING: a block without verbs that could be converted"]


def test_a_block_whose_code_is_unknown_keeps_its_own_codes(imported):
    made = imported("--- SCOLD [999] ---\nSCOLD [111]\nBERATE\n- * POLICY [112]\n")
    assert [note.split(":")[0] for note in made.notes] == ["1 left out"]
    assert made.frames["scold-111"].verbs == ("scold",)
    assert made.frames["scold-112"].verbs == ("scold", "berate")


def test_an_old_file_without_block_headers(imported):
    made = imported("SCOLD [111] ;old\n- * + FOR POLICY [112]\nBEG [020]\n- * FOR MERCY [022]\nMURMUR [---]\n")
    assert {frame.id: (frame.verbs, frame.where) for frame in made.codebook.frames} == {
        "beg-020": (("beg",), ()),
        "beg-022": (("beg",), (("for", ("mercy",)),)),
        "scold-111": (("scold",), ()),
        "scold-112": (("scold",), (("for", ("policy",)),)),
    }


# sets


def test_a_synonym_set(imported):
    made = imported(
        f"&DEBTS_\n+LOAN\n+PUBLIC_BONDS_\n+IOU {{IOUS}}\n\n{HEAD}- * &DEBTS [112]\n- * (OVER &DEBTS_) [113]\n"
    )
    assert made.codebook.synsets["debts"] == ("loan", "public bond", "public bonds", "iou", "ious")
    assert made.frames["scold-112"].object == made.codebook.synsets["debts"]
    assert made.frames["scold-113"].where == (("over", made.codebook.synsets["debts"]),)
    assert made.notes == []


def test_a_set_in_a_set(imported):
    made = imported(f"&DEBTS\n+LOAN\n&MONEY\n+CASH\n+&DEBTS\n{HEAD}- * &MONEY [112]\n")
    assert made.frames["scold-112"].object == ("cash", "loan")


def test_broken_sets(imported):
    made = imported(
        f"&DEBTS\n+LOAN\n&EMPTY\n&MONEY\n+CASH\n+&DEPTS\n+&MONEY\n&DEBTS\n+BOND\n&24\n+X\n{HEAD}- * &EMPTY [112]\n"
    )
    assert made.notes == [
        "3 left out: &empty: a set without words",
        "4 left out: &money: it refers to &depts: no such set, or one without words",
        "7 left out: +&MONEY: the set contains itself",
        "8 changed: &DEBTS: the set is defined twice: the words of both are taken",
        "10 left out: &24: a set needs a name that begins with a letter",
        "14 left out: - * &EMPTY: unknown set &EMPTY",
    ]


# transformations


SAYING = "--- SAY [010] ---\nSAY\nTELL\n--- ASSAIL [190] ---\nASSAIL\n--- REBUFF [---] ---\nREBUFF\n"


def operator(made):
    (found,) = made.codebook.operators
    return found


def test_a_transformation_of_an_own_act(imported):
    made = imported(SAYING + "~ a (a b ASSAIL) SAY = a b 138\n")
    assert operator(made).verbs == ("say", "tell")
    assert operator(made).targets == ()
    assert made.codebook.compose == {"over-say": {"190": "138"}}


def test_a_transformation_whose_target_does_the_inner_act(imported):
    made = imported(SAYING + "~ a (b . ASSAIL) SAY = a b 112\n~ a (_ b ASSAIL) SAY = a b 112\n")
    assert operator(made).targets == ("clause-subject",)


def test_a_transformation_over_any_verb(imported):
    made = imported(SAYING + "~ a (b . Q) REBUFF = a b 120\n")
    assert operator(made).code == "120"
    assert made.codebook.compose["over-rebuff"] == {f"{root:02d}": "120" for root in range(1, 21)}


BROKEN_TRANSFORMATIONS = {
    "~ a (b . WILL_ASSAIL) SAY = a b 138": "'WILL_ASSAIL' adds up the codes of several verbs, which has no counterpart",
    "~ a (b (b c ASSAIL) SAY) SAY = a b 138": (
        "not of the form ~ a (b c VERB) VERB = a b CODE, with one act inside the other"
    ),
    "~ a (b . MUTTER) SAY = a b 138": "'MUTTER' is no verb of this file",
    "~ a (b . REBUFF) SAY = a b 138": "'REBUFF' has no code of its own",
    "~ a (b . ASSAIL) SAY = b a 138": "the event is not of who does the outer act",
    "~ a (b c ASSAIL) SAY = a c 138": (
        "the act inside has a doer and a target of its own, and the event is with its target"
    ),
    "~ a (b . ASSAIL) SAY = a . 138": "the event has no target",
    "~ a (b . ASSAIL) SAY = a b ---": "it gives no event from source to target",
    "~ a (b . ASSAIL) SAY = a b 9999": "unknown code '9999'.",
}


@pytest.mark.parametrize("line", BROKEN_TRANSFORMATIONS)
def test_a_transformation_that_has_no_counterpart(imported, line):
    made = imported(f"{SAYING}{line}\n")
    assert made.codebook.operators == ()
    assert [note.rstrip() for note in made.notes] == [f"8 left out: {line}: {BROKEN_TRANSFORMATIONS[line]}"]


def test_two_codes_for_one_transformation(imported):
    made = imported(SAYING + "~ a (b . ASSAIL) SAY = a b 112\n~ a (b . ASSAIL) SAY = a b 113\n")
    assert made.notes == ["9 left out: ~ a (b . ASSAIL) SAY = a b 113: SAY over ASSAIL has the code 112 already"]


def test_a_pattern_that_only_says_how_the_ends_stand_takes_no_verb_with_another_code(imported):
    made = imported("--- SCOLD [111] ---\nSCOLD\nBERATE [112]\n- + WAS * BY $ [111]\n")
    assert {frame.code: frame.verbs for frame in made.codebook.frames} == {"111": ("scold",), "112": ("berate",)}
    assert made.notes == [
        "4 changed: - + WAS * BY $: it asks for no word, and berate would lose the code without a pattern"
    ]


def test_both_ends_in_one_phrase_is_no_frame_where_the_verb_has_a_code(imported):
    made = imported("--- CALL_ON [042:043] ---\nVISIT\n- % * [040:040]\n")
    assert [(frame.code, frame.reverse, frame.symmetric) for frame in made.codebook.frames] == [("042", "043", False)]
    assert made.notes == ["3 left out: - % *: it asks for no word, and visit would lose the code without a pattern"]


def test_both_ends_in_one_phrase_is_symmetric_where_the_verb_has_none(imported):
    frame = imported("--- PARLEY [---] ---\nPARLEY\n- % * [040:040]\n").frame
    assert (frame.verbs, frame.code, frame.symmetric) == (("parley",), "040", True)


def test_the_set_of_the_file_is_the_codebook_s_own(imported):
    made = imported("&LOOT\n+GOLD\n" + HEAD + "- * &LOOT [112]\n")
    assert made.notes == [] and made.codebook.synsets["loot"] == ("gold",)


def test_the_kinds_of_acts_come_with_the_codes(imported):
    acts = imported(HEAD).codebook.acts
    assert "010" in acts.bare_comment and {"04", "040", "046"} < acts.joint
