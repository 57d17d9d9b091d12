"""Phrases and what they are. Each sentence stands with its tree: form|UPOS|head|relation|entity."""

from __future__ import annotations

import pytest

from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase
from eventcoder.stages.actors import CompiledActors
from tests.stages.actors.build import phrase, sentence

TREES = {
    "Turkey recalled its ambassador from Cairo .": (
        "Turkey|PROPN|2|nsubj|S-Location recalled|VERB|0|root its|PRON|4|nmod:poss ambassador|NOUN|2|obj "
        "from|ADP|6|case Cairo|PROPN|2|obl|S-Location .|PUNCT|2|punct"
    ),
    "The Turks welcomed the plan .": (
        "The|DET|2|det Turks|PROPN|3|nsubj|S-NORP welcomed|VERB|0|root the|DET|5|det plan|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "Two Frenchmen were freed in Mali .": (
        "Two|NUM|2|nummod Frenchmen|NOUN|4|nsubj:pass were|AUX|4|aux:pass freed|VERB|0|root in|ADP|6|case "
        "Mali|PROPN|4|obl|S-Location .|PUNCT|4|punct"
    ),
    "Palestinians marched in Nablus .": (
        "Palestinians|PROPN|2|nsubj|S-NORP marched|VERB|0|root in|ADP|4|case Nablus|PROPN|2|obl|S-Location "
        ".|PUNCT|2|punct"
    ),
    "Moscow regarded the move as hostile .": (
        "Moscow|PROPN|2|nsubj|S-Location regarded|VERB|0|root the|DET|4|det move|NOUN|2|obj as|ADP|6|case "
        "hostile|ADJ|2|obl .|PUNCT|2|punct"
    ),
    "The Kremlin rejected the offer .": (
        "The|DET|2|det Kremlin|PROPN|3|nsubj|S-Person rejected|VERB|0|root the|DET|5|det offer|NOUN|3|obj "
        ".|PUNCT|3|punct"
    ),
    "The Pentagon denied the report .": (
        "The|DET|2|det Pentagon|PROPN|3|nsubj denied|VERB|0|root the|DET|5|det report|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "The Knesset passed the bill .": (
        "The|DET|2|det Knesset|PROPN|3|nsubj|S-Organization passed|VERB|0|root the|DET|5|det bill|NOUN|3|obj "
        ".|PUNCT|3|punct"
    ),
    "U.S. officials met the rebels in Doha .": (
        "U.S.|PROPN|2|compound|S-Organization officials|NOUN|3|nsubj met|VERB|0|root the|DET|5|det "
        "rebels|NOUN|3|obj in|ADP|7|case Doha|PROPN|3|obl|S-Location .|PUNCT|3|punct"
    ),
    "US officials met the rebels in Doha .": (
        "US|PROPN|2|compound|S-Location officials|NOUN|3|nsubj met|VERB|0|root the|DET|5|det "
        "rebels|NOUN|3|obj in|ADP|7|case Doha|PROPN|3|obl|S-Location .|PUNCT|3|punct"
    ),
    "The US and the UK condemned the attack .": (
        "The|DET|2|det US|PROPN|6|nsubj|S-Location and|CCONJ|5|cc the|DET|5|det UK|PROPN|2|conj|S-Location "
        "condemned|VERB|0|root the|DET|8|det attack|NOUN|6|obj .|PUNCT|6|punct"
    ),
    "They told us about the attack .": (
        "They|PRON|2|nsubj told|VERB|0|root us|PRON|2|iobj about|ADP|6|case the|DET|6|det attack|NOUN|2|obl "
        ".|PUNCT|2|punct"
    ),
    "The DRC accused Rwanda of lying .": (
        "The|DET|2|det DRC|PROPN|3|nsubj|S-Organization accused|VERB|0|root Rwanda|PROPN|3|obj|S-Location "
        "of|SCONJ|6|mark lying|VERB|3|advcl .|PUNCT|3|punct"
    ),
    "South Korea and North Korea reopened the line .": (
        "South|PROPN|2|compound|B-Location Korea|PROPN|6|nsubj|E-Location and|CCONJ|5|cc "
        "North|PROPN|5|compound|B-Location Korea|PROPN|2|conj|E-Location reopened|VERB|0|root the|DET|8|det "
        "line|NOUN|6|obj .|PUNCT|6|punct"
    ),
    "South Korean police detained a monk .": (
        "South|PROPN|2|compound|B-NORP Korean|ADJ|3|amod|E-NORP police|NOUN|4|nsubj detained|VERB|0|root "
        "a|DET|6|det monk|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "The Soviet Union invaded Afghanistan .": (
        "The|DET|3|det Soviet|PROPN|3|compound|B-Organization Union|PROPN|4|nsubj|E-Organization "
        "invaded|VERB|0|root Afghanistan|PROPN|4|obj|S-Location .|PUNCT|4|punct"
    ),
    "Burma freed the monks .": (
        "Burma|PROPN|2|nsubj|S-Person freed|VERB|0|root the|DET|4|det monks|NOUN|2|obj .|PUNCT|2|punct"
    ),
    "Kosovo joined the talks .": (
        "Kosovo|PROPN|2|nsubj|S-Person joined|VERB|0|root the|DET|4|det talks|NOUN|2|obj .|PUNCT|2|punct"
    ),
    "The West imposed new sanctions .": (
        "The|DET|2|det West|PROPN|3|nsubj imposed|VERB|0|root new|ADJ|5|amod sanctions|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "European leaders criticised Tehran .": (
        "European|ADJ|2|amod|S-NORP leaders|NOUN|3|nsubj criticised|VERB|0|root Tehran|PROPN|3|obj|S-Location "
        ".|PUNCT|3|punct"
    ),
    "Arab states backed the plan .": (
        "Arab|ADJ|2|amod|S-NORP states|NOUN|3|nsubj backed|VERB|0|root the|DET|5|det plan|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "Western governments warned Harare .": (
        "Western|ADJ|2|amod|S-NORP governments|NOUN|3|nsubj warned|VERB|0|root Harare|PROPN|3|iobj|S-Person "
        ".|PUNCT|3|punct"
    ),
    "Riot police fired tear gas at students in Santiago .": (
        "Riot|NOUN|2|compound police|NOUN|3|nsubj fired|VERB|0|root tear|NOUN|5|compound gas|NOUN|3|obj "
        "at|ADP|7|case students|NOUN|3|obl in|ADP|9|case Santiago|PROPN|7|nmod|S-Location .|PUNCT|3|punct"
    ),
    "Turkish police arrested a journalist .": (
        "Turkish|ADJ|2|amod|S-NORP police|NOUN|3|nsubj arrested|VERB|0|root a|DET|5|det journalist|NOUN|3|obj "
        ".|PUNCT|3|punct"
    ),
    "Police in Istanbul arrested a journalist .": (
        "Police|NOUN|4|nsubj in|ADP|3|case Istanbul|PROPN|1|nmod|S-Location arrested|VERB|0|root a|DET|6|det "
        "journalist|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "A court in Bishkek jailed the editor .": (
        "A|DET|2|det court|NOUN|5|nsubj in|ADP|4|case Bishkek|PROPN|2|nmod|S-Location jailed|VERB|0|root "
        "the|DET|7|det editor|NOUN|5|obj .|PUNCT|5|punct"
    ),
    "Norway 's foreign minister praised the deal .": (
        "Norway|PROPN|4|nmod:poss 's|PART|1|case foreign|ADJ|4|amod minister|NOUN|5|nsubj praised|VERB|0|root "
        "the|DET|7|det deal|NOUN|5|obj .|PUNCT|5|punct"
    ),
    "The foreign ministers of Egypt met the envoy .": (
        "The|DET|3|det foreign|ADJ|3|amod ministers|NOUN|6|nsubj of|ADP|5|case Egypt|PROPN|3|nmod|S-Location "
        "met|VERB|0|root the|DET|8|det envoy|NOUN|6|obj .|PUNCT|6|punct"
    ),
    "The ministry of defence in Kampala denied the claim .": (
        "The|DET|2|det ministry|NOUN|7|nsubj of|ADP|4|case defence|NOUN|2|nmod in|ADP|6|case "
        "Kampala|PROPN|2|nmod|S-Location denied|VERB|0|root the|DET|9|det claim|NOUN|7|obj .|PUNCT|7|punct"
    ),
    "The Turkish army chief visited Baku .": (
        "The|DET|4|det Turkish|ADJ|4|amod|S-NORP army|NOUN|4|compound chief|NOUN|5|nsubj visited|VERB|0|root "
        "Baku|PROPN|5|obj|S-Location .|PUNCT|5|punct"
    ),
    "A defence ministry spokesman in Seoul denied the report .": (
        "A|DET|4|det defence|NOUN|3|compound ministry|NOUN|4|compound spokesman|NOUN|7|nsubj in|ADP|6|case "
        "Seoul|PROPN|4|nmod|S-Location denied|VERB|0|root the|DET|9|det report|NOUN|7|obj .|PUNCT|7|punct"
    ),
    "A spokesman for the Ugandan army denied the report .": (
        "A|DET|2|det spokesman|NOUN|7|nsubj for|ADP|6|case the|DET|6|det Ugandan|ADJ|6|amod|S-NORP "
        "army|NOUN|2|nmod denied|VERB|0|root the|DET|9|det report|NOUN|7|obj .|PUNCT|7|punct"
    ),
    "The leader of the rebels rejected the truce .": (
        "The|DET|2|det leader|NOUN|6|nsubj of|ADP|5|case the|DET|5|det rebels|NOUN|2|nmod "
        "rejected|VERB|0|root the|DET|8|det truce|NOUN|6|obj .|PUNCT|6|punct"
    ),
    "Rebel commanders in Aleppo rejected the truce .": (
        "Rebel|NOUN|2|amod|S-NORP commanders|NOUN|5|nsubj in|ADP|4|case Aleppo|PROPN|2|nmod|S-Location "
        "rejected|VERB|0|root the|DET|7|det truce|NOUN|5|obj .|PUNCT|5|punct"
    ),
    "The Syrian opposition accepted the plan .": (
        "The|DET|3|det Syrian|ADJ|3|amod|S-NORP opposition|NOUN|4|nsubj accepted|VERB|0|root the|DET|6|det "
        "plan|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "Opposition lawmakers walked out of parliament in Nairobi .": (
        "Opposition|NOUN|2|compound lawmakers|NOUN|3|nsubj walked|VERB|0|root out|ADP|6|case of|ADP|4|fixed "
        "parliament|NOUN|3|obl in|ADP|8|case Nairobi|PROPN|3|obl|S-Location .|PUNCT|3|punct"
    ),
    "The Venezuelan opposition leader called for protests .": (
        "The|DET|4|det Venezuelan|ADJ|4|amod|S-NORP opposition|NOUN|4|compound leader|NOUN|5|nsubj "
        "called|VERB|0|root for|ADP|7|case protests|NOUN|5|obl .|PUNCT|5|punct"
    ),
    "The former Peruvian president left Lima .": (
        "The|DET|4|det former|ADJ|4|amod Peruvian|ADJ|4|amod|S-NORP president|NOUN|5|nsubj left|VERB|0|root "
        "Lima|PROPN|5|obj|S-Location .|PUNCT|5|punct"
    ),
    "Former members of the Iraqi government met in Amman .": (
        "Former|ADJ|2|amod members|NOUN|7|nsubj of|ADP|6|case the|DET|6|det Iraqi|ADJ|6|amod|S-NORP "
        "government|NOUN|2|nmod met|VERB|0|root in|ADP|9|case Amman|PROPN|7|obl|S-Location .|PUNCT|7|punct"
    ),
    "The Chinese ambassador to Ghana praised the deal .": (
        "The|DET|3|det Chinese|ADJ|3|amod|S-NORP ambassador|NOUN|6|nsubj to|ADP|5|case "
        "Ghana|PROPN|3|nmod|S-Location praised|VERB|0|root the|DET|8|det deal|NOUN|6|obj .|PUNCT|6|punct"
    ),
    "The ambassador in Ankara praised the deal .": (
        "The|DET|2|det ambassador|NOUN|5|nsubj in|ADP|4|case Ankara|PROPN|2|nmod|S-Location "
        "praised|VERB|0|root the|DET|7|det deal|NOUN|5|obj .|PUNCT|5|punct"
    ),
    "Refugees in Turkey demanded help .": (
        "Refugees|NOUN|4|nsubj in|ADP|3|case Turkey|PROPN|1|nmod|S-Location demanded|VERB|0|root "
        "help|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "Refugees from Syria demanded help .": (
        "Refugees|NOUN|4|nsubj from|ADP|3|case Syria|PROPN|1|nmod|S-Location demanded|VERB|0|root "
        "help|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "Dozens of Kenyan teachers marched .": (
        "Dozens|NOUN|5|nsubj of|ADP|4|case Kenyan|ADJ|4|amod|S-NORP teachers|NOUN|1|nmod marched|VERB|0|root "
        ".|PUNCT|5|punct"
    ),
    "A group of Malian soldiers seized the station .": (
        "A|DET|2|det group|NOUN|6|nsubj of|ADP|5|case Malian|ADJ|5|amod|S-NORP soldiers|NOUN|2|nmod "
        "seized|VERB|0|root the|DET|8|det station|NOUN|6|obj .|PUNCT|6|punct"
    ),
    "Pro-Russian separatists shelled Mariupol .": (
        "Pro-|PUNCT|2|punct Russian|ADJ|3|amod|S-NORP separatists|NOUN|4|nsubj shelled|VERB|0|root "
        "Mariupol|PROPN|4|obj|S-Location .|PUNCT|4|punct"
    ),
    "Iran-backed militias attacked the base .": (
        "Iran|PROPN|3|compound|S-Location -|PUNCT|1|punct backed|VERB|4|amod militias|NOUN|5|nsubj "
        "attacked|VERB|0|root the|DET|7|det base|NOUN|5|obj .|PUNCT|5|punct"
    ),
    "The US-led coalition bombed the town .": (
        "The|DET|5|det US|PROPN|4|compound|S-Location -|PUNCT|2|punct led|VERB|5|amod coalition|NOUN|6|nsubj "
        "bombed|VERB|0|root the|DET|8|det town|NOUN|6|obj .|PUNCT|6|punct"
    ),
    "Anti-Chinese protesters burned a shop in Hanoi .": (
        "Anti-|PUNCT|2|punct Chinese|ADJ|3|amod|S-NORP protesters|NOUN|4|nsubj burned|VERB|0|root a|DET|6|det "
        "shop|NOUN|4|obj in|ADP|8|case Hanoi|PROPN|4|obl|S-Location .|PUNCT|4|punct"
    ),
    "Turkish-backed Syrian rebels entered Afrin .": (
        "Turkish|ADJ|3|compound|S-NORP -|PUNCT|1|punct backed|VERB|5|amod Syrian|ADJ|5|amod|S-NORP "
        "rebels|NOUN|6|nsubj entered|VERB|0|root Afrin|PROPN|6|obj|S-Location .|PUNCT|6|punct"
    ),
    "Turkish exports fell sharply .": (
        "Turkish|ADJ|2|amod|S-NORP exports|NOUN|3|nsubj fell|VERB|0|root sharply|ADV|3|advmod .|PUNCT|3|punct"
    ),
    "US sanctions hurt the bank .": (
        "US|PROPN|2|compound|S-Location sanctions|NOUN|3|nsubj hurt|VERB|0|root the|DET|5|det bank|NOUN|3|obj "
        ".|PUNCT|3|punct"
    ),
    "The Iran deal collapsed .": (
        "The|DET|3|det Iran|PROPN|3|compound|S-Location deal|NOUN|4|nsubj collapsed|VERB|0|root .|PUNCT|4|punct"
    ),
    "Israeli settlements expanded .": (
        "Israeli|ADJ|2|amod|S-NORP settlements|NOUN|3|nsubj expanded|VERB|0|root .|PUNCT|3|punct"
    ),
    "Paris Hilton visited the school .": (
        "Paris|PROPN|3|nsubj|B-Person Hilton|PROPN|1|flat|E-Person visited|VERB|0|root the|DET|5|det "
        "school|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "Chad Johnson scored twice .": (
        "Chad|PROPN|3|nsubj|B-Person Johnson|PROPN|1|flat|E-Person scored|VERB|0|root twice|ADV|3|advmod "
        ".|PUNCT|3|punct"
    ),
    "The Washington Post published the memo .": (
        "The|DET|3|det Washington|PROPN|3|compound|B-Organization Post|PROPN|4|nsubj|E-Organization "
        "published|VERB|0|root the|DET|6|det memo|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "The Iraq War divided voters .": (
        "The|DET|3|det Iraq|PROPN|3|compound|B-Misc War|PROPN|4|nsubj|E-Misc divided|VERB|5|amod "
        "voters|NOUN|0|root .|PUNCT|5|punct"
    ),
    "The Jordan River flooded the camp .": (
        "The|DET|3|det Jordan|PROPN|3|compound|B-Location River|PROPN|4|nsubj|E-Location flooded|VERB|0|root "
        "the|DET|6|det camp|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "Somali pirates seized a tanker .": (
        "Somali|ADJ|2|amod|S-NORP pirates|NOUN|3|nsubj seized|VERB|0|root a|DET|5|det tanker|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "Suspected militants killed six soldiers in Borno .": (
        "Suspected|VERB|2|amod militants|NOUN|3|nsubj killed|VERB|0|root six|NUM|5|nummod soldiers|NOUN|3|obj "
        "in|ADP|7|case Borno|PROPN|3|obl|S-Location .|PUNCT|3|punct"
    ),
    "Police killed three villagers .": (
        "Police|NOUN|2|nsubj killed|VERB|0|root three|NUM|4|nummod villagers|NOUN|2|obj .|PUNCT|2|punct"
    ),
    "Police killed three men .": (
        "Police|NOUN|2|nsubj killed|VERB|0|root three|NUM|4|nummod men|NOUN|2|obj .|PUNCT|2|punct"
    ),
    "The Chechen leader visited Cairo .": (
        "The|DET|3|det Chechen|PROPN|3|compound|S-NORP leader|NOUN|4|nsubj visited|VERB|0|root "
        "Cairo|PROPN|4|obj|S-Location .|PUNCT|4|punct"
    ),
    "Kurdish rebels attacked a convoy in Hakkari .": (
        "Kurdish|ADJ|2|amod|S-NORP rebels|NOUN|3|nsubj attacked|VERB|0|root a|DET|5|det convoy|NOUN|3|obj "
        "in|ADP|7|case Hakkari|PROPN|3|obl|S-Location .|PUNCT|3|punct"
    ),
    "Syrian Kurdish fighters left the town .": (
        "Syrian|ADJ|3|amod|S-NORP Kurdish|ADJ|3|amod|S-NORP fighters|NOUN|4|nsubj left|VERB|0|root "
        "the|DET|6|det town|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "The Philippine Justice Department charged the mayor .": (
        "The|DET|4|det Philippine|ADJ|4|amod|B-Organization Justice|PROPN|4|compound|I-Organization "
        "Department|PROPN|5|nsubj|E-Organization charged|VERB|0|root the|DET|7|det mayor|NOUN|5|obj "
        ".|PUNCT|5|punct"
    ),
    "The Justice Department charged the mayor .": (
        "The|DET|3|det Justice|PROPN|3|compound|B-Organization Department|PROPN|4|nsubj|E-Organization "
        "charged|VERB|0|root the|DET|6|det mayor|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "The president of Brazil vetoed the law .": (
        "The|DET|2|det president|NOUN|5|nsubj of|ADP|4|case Brazil|PROPN|2|nmod|S-Location vetoed|VERB|0|root "
        "the|DET|7|det law|NOUN|5|obj .|PUNCT|5|punct"
    ),
    "President Aldo Merrin met the envoy .": (
        "President|PROPN|2|nmod:desc Aldo|PROPN|4|nsubj|B-Person Merrin|PROPN|2|flat|E-Person met|VERB|0|root "
        "the|DET|6|det envoy|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "Aldo Merrin met the envoy .": (
        "Aldo|PROPN|3|nsubj|B-Person Merrin|PROPN|1|flat|E-Person met|VERB|0|root the|DET|5|det "
        "envoy|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "Former president Aldo Merrin met the envoy .": (
        "Former|ADJ|2|amod president|NOUN|3|nmod:desc Aldo|PROPN|5|nsubj|B-Person "
        "Merrin|PROPN|3|flat|E-Person met|VERB|0|root the|DET|7|det envoy|NOUN|5|obj .|PUNCT|5|punct"
    ),
    "Merrin met the envoy .": (
        "Merrin|PROPN|2|nsubj|S-Person met|VERB|0|root the|DET|4|det envoy|NOUN|2|obj .|PUNCT|2|punct"
    ),
    "Rosa Merrin met the envoy .": (
        "Rosa|PROPN|3|nsubj|B-Person Merrin|PROPN|1|flat|E-Person met|VERB|0|root the|DET|5|det "
        "envoy|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "The Merrin administration cut the tariff .": (
        "The|DET|3|det Merrin|PROPN|3|compound|S-Person administration|NOUN|4|nsubj cut|VERB|0|root "
        "the|DET|6|det tariff|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "Merrin supporters marched in the capital .": (
        "Merrin|PROPN|2|compound|S-Person supporters|NOUN|3|nsubj marched|VERB|0|root in|ADP|6|case "
        "the|DET|6|det capital|NOUN|3|obl .|PUNCT|3|punct"
    ),
    "Sudanese President Okot praised the army .": (
        "Sudanese|ADJ|2|amod|S-NORP President|PROPN|3|nmod:desc Okot|PROPN|4|nsubj|S-Person "
        "praised|VERB|0|root the|DET|6|det army|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "Ugandan President Okot praised the army .": (
        "Ugandan|ADJ|2|amod|S-NORP President|PROPN|3|nmod:desc Okot|PROPN|4|nsubj|S-Person "
        "praised|VERB|0|root the|DET|6|det army|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "Okot praised the army .": (
        "Okot|PROPN|2|nsubj|S-Person praised|VERB|0|root the|DET|4|det army|NOUN|2|obj .|PUNCT|2|punct"
    ),
    "Turkish Foreign Minister Emre Koral flew to Baku .": (
        "Turkish|ADJ|3|amod|S-NORP Foreign|ADJ|3|amod Minister|PROPN|4|nmod:desc Emre|PROPN|6|nsubj|B-Person "
        "Koral|PROPN|4|flat|E-Person flew|VERB|0|root to|ADP|8|case Baku|PROPN|6|obl|S-Location "
        ".|PUNCT|6|punct"
    ),
    "Foreign Minister Emre Koral of Turkey flew to Baku .": (
        "Foreign|ADJ|2|amod Minister|PROPN|3|nmod:desc Emre|PROPN|7|nsubj|B-Person "
        "Koral|PROPN|3|flat|E-Person of|ADP|6|case Turkey|PROPN|3|nmod|S-Location flew|VERB|0|root "
        "to|ADP|9|case Baku|PROPN|7|obl|S-Location .|PUNCT|7|punct"
    ),
    "Emre Koral , the Turkish foreign minister , flew to Baku .": (
        "Emre|PROPN|9|nsubj|B-Person Koral|PROPN|1|flat|E-Person ,|PUNCT|7|punct the|DET|7|det "
        "Turkish|ADJ|7|amod|S-NORP foreign|ADJ|7|amod minister|NOUN|1|appos ,|PUNCT|1|punct flew|VERB|0|root "
        "to|ADP|11|case Baku|PROPN|9|obl|S-Location .|PUNCT|9|punct"
    ),
    "Red Dawn fighters shelled the village .": (
        "Red|ADJ|2|amod|B-Misc Dawn|PROPN|3|compound|E-Misc fighters|NOUN|4|nsubj shelled|VERB|0|root "
        "the|DET|6|det village|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "Officials of Red Dawn rejected the truce .": (
        "Officials|NOUN|5|nsubj of|ADP|4|case Red|ADJ|4|compound|B-Location Dawn|PROPN|1|nmod|E-Location "
        "rejected|VERB|0|root the|DET|7|det truce|NOUN|5|obj .|PUNCT|5|punct"
    ),
    "The militant group Red Dawn rejected the truce .": (
        "The|DET|3|det militant|ADJ|3|amod group|NOUN|6|nsubj Red|ADJ|5|compound|B-Organization "
        "Dawn|PROPN|3|appos|E-Organization rejected|VERB|0|root the|DET|8|det truce|NOUN|6|obj "
        ".|PUNCT|6|punct"
    ),
    "An ECO spokesman denied the claim .": (
        "An|DET|3|det ECO|PROPN|3|compound|S-Organization spokesman|NOUN|4|nsubj denied|VERB|0|root "
        "the|DET|6|det claim|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "ECO troops entered the city .": (
        "ECO|NOUN|2|compound|S-Organization troops|NOUN|3|nsubj entered|VERB|0|root the|DET|5|det "
        "city|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "An eco activist denied the claim .": (
        "An|DET|3|det eco|NOUN|3|compound activist|NOUN|4|nsubj denied|VERB|0|root the|DET|6|det "
        "claim|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "The Democratic League rejected the plan .": (
        "The|DET|3|det Democratic|ADJ|3|amod|B-Organization League|PROPN|4|nsubj|E-Organization "
        "rejected|VERB|0|root the|DET|6|det plan|NOUN|4|obj .|PUNCT|4|punct"
    ),
    "The Ghanaian Democratic League rejected the plan .": (
        "The|DET|4|det Ghanaian|ADJ|4|amod|B-Organization Democratic|ADJ|4|amod|I-Organization "
        "League|PROPN|5|nsubj|E-Organization rejected|VERB|0|root the|DET|7|det plan|NOUN|5|obj "
        ".|PUNCT|5|punct"
    ),
    "The Turkish president visited Tirana .": (
        "The|DET|3|det Turkish|ADJ|3|amod|S-NORP president|NOUN|4|nsubj visited|VERB|0|root "
        "Tirana|PROPN|4|obj|S-Location .|PUNCT|4|punct"
    ),
    "The president praised the hosts .": (
        "The|DET|2|det president|NOUN|3|nsubj praised|VERB|0|root the|DET|5|det hosts|NOUN|3|obj .|PUNCT|3|punct"
    ),
    "Turkish President Emre Koral visited Tirana .": (
        "Turkish|ADJ|2|amod|S-NORP President|PROPN|3|nmod:desc Emre|PROPN|5|nsubj|B-Person "
        "Koral|PROPN|3|flat|E-Person visited|VERB|0|root Tirana|PROPN|5|obj|S-Location .|PUNCT|5|punct"
    ),
    "Kenyan Foreign Minister Abel Otuma visited Rome .": (
        "Kenyan|ADJ|3|amod|S-NORP Foreign|ADJ|3|amod Minister|PROPN|6|nsubj Abel|PROPN|3|appos|B-Person "
        "Otuma|PROPN|4|flat|E-Person visited|VERB|0|root Rome|PROPN|6|obj|S-Location .|PUNCT|6|punct"
    ),
    "Otuma praised the hosts .": (
        "Otuma|PROPN|2|nsubj|S-Person praised|VERB|0|root the|DET|4|det hosts|NOUN|2|obj .|PUNCT|2|punct"
    ),
    "The singer Michael Jordan visited Rome .": (
        "The|DET|2|det singer|NOUN|5|nsubj Michael|PROPN|5|nsubj|B-Person Jordan|PROPN|3|flat|E-Person "
        "visited|VERB|0|root Rome|PROPN|5|obj|S-Location .|PUNCT|5|punct"
    ),
    "Jordan praised the hosts .": (
        "Jordan|PROPN|2|nsubj|S-Person praised|VERB|0|root the|DET|4|det hosts|NOUN|2|obj .|PUNCT|2|punct"
    ),
    "ISTANBUL ( Reuters ) - Police arrested a journalist .": (
        "ISTANBUL|PROPN|0|root|S-Location (|PUNCT|3|punct Reuters|PROPN|1|appos|S-Organization "
        ")|PUNCT|3|punct -|PUNCT|7|punct Police|NOUN|7|nsubj arrested|VERB|1|parataxis a|DET|9|det "
        "journalist|NOUN|7|obj .|PUNCT|1|punct"
    ),
    "Germany summoned the envoy .": (
        "Germany|PROPN|2|nsubj|S-Location summoned|VERB|0|root the|DET|4|det envoy|NOUN|2|obj .|PUNCT|2|punct"
    ),
    "Police said nothing .": ("Police|NOUN|2|nsubj said|VERB|0|root nothing|PRON|2|obj .|PUNCT|2|punct"),
}

# sentence, phrase, date of the text, code (None: no actor)
PHRASES = [
    ("Turkey recalled its ambassador from Cairo .", "Turkey", None, "TUR"),
    ("Turkey recalled its ambassador from Cairo .", "its ambassador", None, "TURGOV"),
    ("The Turks welcomed the plan .", "The Turks", None, "TUR"),
    ("Two Frenchmen were freed in Mali .", "Two Frenchmen", None, "FRA"),
    ("Palestinians marched in Nablus .", "Palestinians", None, "PSE"),
    ("Moscow regarded the move as hostile .", "Moscow", None, "RUSGOV"),
    ("Moscow regarded the move as hostile .", "Moscow", "1975-03-01", "SUNGOV"),
    ("The Kremlin rejected the offer .", "The Kremlin", None, "RUSGOV"),
    ("The Pentagon denied the report .", "The Pentagon", None, "USAMIL"),
    ("The Knesset passed the bill .", "The Knesset", None, "ISRLEG"),
    ("U.S. officials met the rebels in Doha .", "U.S. officials", None, "USAGOV"),
    ("US officials met the rebels in Doha .", "US officials", None, "USAGOV"),
    ("The US and the UK condemned the attack .", "The US", None, "USA"),
    ("They told us about the attack .", "us", None, None),
    ("The DRC accused Rwanda of lying .", "The DRC", None, "COD"),
    ("South Korea and North Korea reopened the line .", "South Korea", None, "KOR"),
    ("South Korean police detained a monk .", "South Korean police", None, "KORCOP"),
    ("The Soviet Union invaded Afghanistan .", "The Soviet Union", None, "SUN"),
    ("Burma freed the monks .", "Burma", None, "MMR"),
    ("Kosovo joined the talks .", "Kosovo", None, "XKX"),
    ("The West imposed new sanctions .", "The West", None, "WST"),
    ("European leaders criticised Tehran .", "European leaders", None, "EURGOV"),
    ("European leaders criticised Tehran .", "Tehran", None, "IRNGOV"),
    ("Arab states backed the plan .", "Arab states", None, "ARB"),
    ("Western governments warned Harare .", "Western governments", None, "WSTGOV"),
    ("Riot police fired tear gas at students in Santiago .", "Riot police", None, "COP"),
    ("Turkish police arrested a journalist .", "Turkish police", None, "TURCOP"),
    ("Police in Istanbul arrested a journalist .", "Police in Istanbul", None, "TURCOP"),
    ("A court in Bishkek jailed the editor .", "A court in Bishkek", None, "KGZJUD"),
    ("Norway 's foreign minister praised the deal .", "Norway 's foreign minister", None, "NORGOV"),
    ("The foreign ministers of Egypt met the envoy .", "The foreign ministers of Egypt", None, "EGYGOV"),
    ("The ministry of defence in Kampala denied the claim .", "The ministry of defence in Kampala", None, "UGAGOV"),
    ("The Turkish army chief visited Baku .", "The Turkish army chief", None, "TURMIL"),
    (
        "A defence ministry spokesman in Seoul denied the report .",
        "A defence ministry spokesman in Seoul",
        None,
        "KORGOV",
    ),
    ("A spokesman for the Ugandan army denied the report .", "A spokesman for the Ugandan army", None, "UGAMIL"),
    ("The leader of the rebels rejected the truce .", "The leader of the rebels", None, "REB"),
    ("Rebel commanders in Aleppo rejected the truce .", "Rebel commanders in Aleppo", None, "SYRREB"),
    ("The Syrian opposition accepted the plan .", "The Syrian opposition", None, "SYROPP"),
    ("Opposition lawmakers walked out of parliament in Nairobi .", "Opposition lawmakers", None, "OPP"),
    ("The Venezuelan opposition leader called for protests .", "The Venezuelan opposition leader", None, "VENOPP"),
    ("The former Peruvian president left Lima .", "The former Peruvian president", None, "PERELI"),
    ("Former members of the Iraqi government met in Amman .", "Former members of the Iraqi government", None, "IRQELI"),
    ("The Chinese ambassador to Ghana praised the deal .", "The Chinese ambassador to Ghana", None, "CHNGOV"),
    ("The ambassador in Ankara praised the deal .", "The ambassador in Ankara", None, None),
    ("Refugees in Turkey demanded help .", "Refugees in Turkey", None, "REF"),
    ("Refugees from Syria demanded help .", "Refugees from Syria", None, "SYRREF"),
    ("Dozens of Kenyan teachers marched .", "Dozens of Kenyan teachers", None, "KENEDU"),
    ("A group of Malian soldiers seized the station .", "A group of Malian soldiers", None, "MLIMIL"),
    ("Pro-Russian separatists shelled Mariupol .", "Pro-Russian separatists", None, "SEP"),
    ("Iran-backed militias attacked the base .", "Iran-backed militias", None, "UAF"),
    ("The US-led coalition bombed the town .", "The US-led coalition", None, None),
    ("Anti-Chinese protesters burned a shop in Hanoi .", "Anti-Chinese protesters", None, "OPP"),
    ("Turkish-backed Syrian rebels entered Afrin .", "Turkish-backed Syrian rebels", None, "SYRREB"),
    ("Turkish exports fell sharply .", "Turkish exports", None, None),
    ("US sanctions hurt the bank .", "US sanctions", None, None),
    ("The Iran deal collapsed .", "The Iran deal", None, None),
    ("Israeli settlements expanded .", "Israeli settlements", None, None),
    ("Paris Hilton visited the school .", "Paris Hilton", None, None),
    ("Chad Johnson scored twice .", "Chad Johnson", None, None),
    ("The Washington Post published the memo .", "The Washington Post", None, "USAMED"),
    ("The Iraq War divided voters .", "The Iraq War", None, None),
    ("The Jordan River flooded the camp .", "The Jordan River", None, None),
    ("Somali pirates seized a tanker .", "Somali pirates", None, "SOMCRM"),
    ("Suspected militants killed six soldiers in Borno .", "Suspected militants", None, "INS"),
    ("Suspected militants killed six soldiers in Borno .", "six soldiers", None, "MIL"),
    ("Police killed three villagers .", "three villagers", None, "CVL"),
    ("The Chechen leader visited Cairo .", "The Chechen leader", None, "RUSGOVCHE"),
    ("Kurdish rebels attacked a convoy in Hakkari .", "Kurdish rebels", None, "KURREB"),
    ("Syrian Kurdish fighters left the town .", "Syrian Kurdish fighters", None, "SYRUAF"),
    ("The Philippine Justice Department charged the mayor .", "The Philippine Justice Department", None, "PHLGOV"),
    ("The Justice Department charged the mayor .", "The Justice Department", None, "USAGOV"),
    ("The president of Brazil vetoed the law .", "The president of Brazil", None, "BRAGOV"),
    ("President Aldo Merrin met the envoy .", "President Aldo Merrin", "2015-05-01", "ARGGOV"),
    ("Aldo Merrin met the envoy .", "Aldo Merrin", "2022-05-01", "ARGELI"),
    ("Aldo Merrin met the envoy .", "Aldo Merrin", None, "ARGGOV"),
    ("Former president Aldo Merrin met the envoy .", "Former president Aldo Merrin", None, "ARGELI"),
    ("Merrin met the envoy .", "Merrin", "2015-05-01", "ARGGOV"),
    ("Rosa Merrin met the envoy .", "Rosa Merrin", "2015-05-01", None),
    ("The Merrin administration cut the tariff .", "The Merrin administration", "2015-05-01", "ARGGOV"),
    ("Merrin supporters marched in the capital .", "Merrin supporters", "2015-05-01", "ARGCVL"),
    ("Sudanese President Okot praised the army .", "Sudanese President Okot", "2010-05-01", "SDNGOV"),
    ("Ugandan President Okot praised the army .", "Ugandan President Okot", "2010-05-01", "UGAGOV"),
    ("Okot praised the army .", "Okot", "2010-05-01", None),
    ("Okot praised the army .", "Okot", "2002-05-01", "UGAGOV"),
    ("Turkish Foreign Minister Emre Koral flew to Baku .", "Turkish Foreign Minister Emre Koral", None, "TURGOV"),
    ("Foreign Minister Emre Koral of Turkey flew to Baku .", "Foreign Minister Emre Koral of Turkey", None, "TURGOV"),
    ("Emre Koral , the Turkish foreign minister , flew to Baku .", "Emre Koral", None, "TURGOV"),
    ("Red Dawn fighters shelled the village .", "Red Dawn fighters", None, "IMGPHLRDN"),
    ("Officials of Red Dawn rejected the truce .", "Officials of Red Dawn", None, "IMGPHLRDN"),
    ("The militant group Red Dawn rejected the truce .", "The militant group Red Dawn", None, "IMGPHLRDN"),
    ("An ECO spokesman denied the claim .", "An ECO spokesman", None, "IGOECO"),
    ("ECO troops entered the city .", "ECO troops", None, "IGOECOMIL"),
    ("An eco activist denied the claim .", "An eco activist", None, "CVL"),
    ("The Democratic League rejected the plan .", "The Democratic League", None, None),
    ("The Ghanaian Democratic League rejected the plan .", "The Ghanaian Democratic League", None, "GHAOPPDLG"),
]


@pytest.mark.parametrize(("text", "words", "date", "code"), PHRASES, ids=[f"{row[1]}-{row[2]}" for row in PHRASES])
def test_phrase(actors: CompiledActors, text: str, words: str, date: str | None, code: str | None) -> None:
    parsed = sentence(TREES[text])
    found = actors.document([parsed], date).resolve(phrase(parsed, words))
    assert (found.code, found.how != "" or found.code is None) == (code, True), found.how


def resolve_last(actors: CompiledActors, texts: list[str], words: str, date: str | None = None) -> Actor:
    parsed = [sentence(TREES[text], number) for number, text in enumerate(texts)]
    return actors.document(parsed, date).resolve(phrase(parsed[-1], words))


def test_a_role_noun_takes_its_country_from_its_earlier_mention(actors: CompiledActors) -> None:
    texts = ["The Turkish president visited Tirana .", "The president praised the hosts ."]
    assert resolve_last(actors, texts, "The president").code == "TURGOV"
    assert resolve_last(actors, texts[1:], "The president").code == "GOV"


def test_a_title_and_its_bearer_are_one_actor_later(actors: CompiledActors) -> None:
    texts = ["Turkish President Emre Koral visited Tirana .", "The president praised the hosts ."]
    found = resolve_last(actors, texts, "The president")
    assert (found.code, found.name, found.kind) == ("TURGOV", "Emre Koral", "person")


def test_a_surname_takes_the_code_of_the_full_name(actors: CompiledActors) -> None:
    texts = ["Kenyan Foreign Minister Abel Otuma visited Rome .", "Otuma praised the hosts ."]
    found = resolve_last(actors, texts, "Otuma")
    assert (found.code, found.kind) == ("KENGOV", "person")
    assert "surname of Abel Otuma" in found.how
    assert resolve_last(actors, texts[1:], "Otuma").code is None


def test_a_surname_that_is_a_country_is_the_person_named_before(actors: CompiledActors) -> None:
    texts = ["The singer Michael Jordan visited Rome .", "Jordan praised the hosts ."]
    assert resolve_last(actors, texts, "Jordan").code is None
    assert resolve_last(actors, texts[1:], "Jordan").code == "JOR"


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["ISTANBUL ( Reuters ) - Police arrested a journalist ."], "TURCOP"),
        (["Germany summoned the envoy .", "Police said nothing ."], "COP"),
    ],
)
def test_the_dateline_tells_the_country_of_the_police(actors: CompiledActors, texts: list[str], code: str) -> None:
    parsed = [sentence(TREES[text], number) for number, text in enumerate(texts)]
    assert actors.document(parsed, None).resolve_with_place(phrase(parsed[-1], "Police"), None).code == code


def test_plain_persons_are_civilian_but_no_actor_without_a_country(actors: CompiledActors) -> None:
    found = resolve_last(actors, ["Police killed three men ."], "three men")
    assert (found.code, found.kind, found.civilian) == (None, "agent", True)


def test_country_sector_and_flags_follow_the_code(actors: CompiledActors) -> None:
    found = resolve_last(actors, ["Rebel commanders in Aleppo rejected the truce ."], "Rebel commanders in Aleppo")
    assert (found.country, found.sector, found.armed, found.civilian) == ("SYR", "REB", True, False)
    found = resolve_last(actors, ["Dozens of Kenyan teachers marched ."], "Dozens of Kenyan teachers")
    assert (found.country, found.sector, found.armed, found.civilian) == ("KEN", "EDU", False, True)
    found = resolve_last(actors, ["Red Dawn fighters shelled the village ."], "Red Dawn fighters")
    assert (found.country, found.sector, found.armed, found.name) == (None, "IMG", True, "Red Dawn")
    found = resolve_last(actors, ["Turkey recalled its ambassador from Cairo ."], "Turkey")
    assert (found.country, found.sector, found.kind, found.name, found.ner) == (
        "TUR", None, "country", "Turkey", "Location",
    )  # fmt: skip


def test_an_ambiguous_surname_names_its_bearers(actors: CompiledActors) -> None:
    found = resolve_last(actors, ["Okot praised the army ."], "Okot", "2010-05-01")
    assert (found.code, found.kind) == (None, "unknown")
    assert found.how == "ambiguous: James Okot, Peter Okot"


def test_the_reason_is_readable(actors: CompiledActors) -> None:
    found = resolve_last(actors, ["Turkish police arrested a journalist ."], "Turkish police")
    assert found.how == "police + Turkish (adjective: Turkey)"
    found = resolve_last(actors, ["Aldo Merrin met the envoy ."], "Aldo Merrin", "2015-05-01")
    assert found.how == "person Aldo Merrin: President since 2011-12-10"
    found = resolve_last(actors, ["Moscow regarded the move as hostile ."], "Moscow")
    assert found.how == "capital Moscow for the government of Russia"


def test_tokens_of_another_actor_do_not_count(actors: CompiledActors) -> None:
    parsed = sentence(
        "The|DET|5|det Turkish|ADJ|5|amod|S-NORP and|CCONJ|4|cc Russian|ADJ|2|conj|S-NORP presidents|NOUN|6|nsubj "
        "met|VERB|0|root .|PUNCT|6|punct"
    )
    document = actors.document([parsed], None)
    assert document.resolve(Phrase(0, 4, 0, 5, (2, 3))).code == "TURGOV"
    assert document.resolve(Phrase(0, 4, 0, 5, (1, 2))).code == "RUSGOV"


def test_without_a_date_a_title_names_the_office_that_is_meant(actors: CompiledActors) -> None:
    parsed = sentence(
        "Foreign|ADJ|2|amod Minister|PROPN|3|nmod:desc Karl|PROPN|5|nsubj|B-Person Lindmann|PROPN|3|flat|E-Person "
        "spoke|VERB|0|root .|PUNCT|5|punct"
    )
    assert actors.document([parsed], None).resolve(phrase(parsed, "Foreign Minister Karl Lindmann")).code == "AUTGOV"
    assert actors.document([parsed], None).resolve(phrase(parsed, "Karl Lindmann")).code == "IGOUNO"


def test_headlines_in_capitals_need_a_name_that_the_parser_saw(actors: CompiledActors) -> None:
    parsed = sentence(
        "WHO|PRON|2|nsubj KILLED|VERB|0|root THE|DET|4|det TURKEY|NOUN|2|obj AND|CCONJ|6|cc "
        "CHAD|PROPN|4|conj|S-Location"
    )
    document = actors.document([parsed], None)
    assert document.resolve(Phrase(0, 3, 2, 4)).code is None
    assert document.resolve(Phrase(0, 5, 5, 6)).code == "TCD"


def test_phrases_out_of_range_and_broken_trees_resolve_to_nobody(actors: CompiledActors) -> None:
    parsed = sentence("Police|NOUN|2|nsubj of|ADP|1|nmod Kenya|PROPN|1|nmod|I-Location")  # 1 and 2 govern each other
    document = actors.document([parsed], "not a date")
    for wrong in (Phrase(5, 0, 0, 1), Phrase(0, 9, 0, 1), Phrase(-1, 0, 0, 1), Phrase(0, -1, 0, 1)):
        assert document.resolve(wrong).code is None
    assert document.resolve(Phrase(0, 0, 0, 3)).sector == "COP"
    assert actors.document([], None).resolve(Phrase(0, 0, 0, 1)).kind == "unknown"


def test_a_phrase_is_resolved_once(actors: CompiledActors) -> None:
    parsed = sentence(TREES["Turkish police arrested a journalist ."])
    document = actors.document([parsed], None)
    wanted = phrase(parsed, "Turkish police")
    assert document.resolve(wanted) is document.resolve(wanted)


def test_a_phrase_in_a_cycle_of_the_tree_is_somebody_all_the_same(actors: CompiledActors) -> None:
    broken = sentence(
        "dozens|NOUN|5|nsubj of|ADP|3|case rebels|NOUN|1|nmod in|ADP|5|case Kenya|PROPN|3|nmod|S-Location"
    )
    found = actors.document([broken], None).resolve(Phrase(0, 0, 0, 5))
    assert found.code == "KENREB"
