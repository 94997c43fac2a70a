"""Sources resolved and chained, on sentences of our own read by the real model."""

from __future__ import annotations

import pytest
from spacy.language import Language

from reportedly.attribution.component import pipeline


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline(None, 1)


CASES = {
    "the medium that was told carries the words": (
        "The trade minister, Lin Sothar, told the Ardan Courier in an interview that the port would close.",
        [["Ardan Courier", "Lin Sothar"]],
    ),
    "the medium that a statement went to as well": (
        "In a statement to the Australian Broadcasting Corporation, the ministry denied that the mine was closed.",
        [["Australian Broadcasting Corporation", "ministry"]],
    ),
    "the agency according to which somebody told it": (
        "The army has left the town, a spokesman told reporters, according to the Xinhua news agency.",
        [["Xinhua"], ["Xinhua", "spokesman"]],
    ),
    "they": ("Officials claimed the bridge was safe. They said that no repair was planned.", [["Officials"]] * 2),
    "they are people, not papers": (
        "The authors say that children lack iodine. The results of the survey revealed that salt would help. They say that "
        "it is cheap.",
        [["authors"], ["results of the survey"], ["authors"]],
    ),
    "a body whose letters are a pronoun": (
        "The World Health Organisation (WHO) recommends that salt be iodised. WHO say the problem is easily fixed.",
        [["WHO"]] * 2,
    ),
    "an unnamed one told again": (
        "A spokesman for the ministry said it was over. The spokesman said that the road was open.",
        [["spokesman for the ministry"]] * 2,
    ),
    "a dateline is nobody": (
        "By Ilse Marran\n\nTARSK, June 12 (Nordpress) - Norvale and Keshtan said that they had signed.",
        [["Norvale and Keshtan"]],
    ),
    "whose wish it is": (
        "The envoy said that the test showed the regime's determination to deploy them on missiles.",
        [["envoy"], ["envoy", "test"], ["envoy", "test", "regime"]],
    ),
    "a headline": (
        "Some 40 homes burned in Norbury, fire chief says\n\nThe fire broke out at night.",
        [["fire chief"]],
    ),
    "to whom she spoke": ("Speaking to the Norvale Post, Lena Moe said she was ready.", [["Norvale Post", "Lena Moe"]]),
    "by whom he was quoted": (
        "A spokesman, cited by the Interfax news agency, said that the road was open.",
        [["Interfax", "spokesman"]],
    ),
    "what carried the statement": (
        "The army has left, according to a statement carried by KCNA.",
        [["KCNA", "statement"]],
    ),
    "what is refused is not said": (
        "The team had been denied visas to enter the country. The ministry denied that it had refused visas.",
        [["ministry"]],
    ),
    "an envoy, where he is and his name": (
        "According to Norvale's ambassador to the United States Tam Orlo, the talks had failed.",
        [["Tam Orlo"]],
    ),
    "who after a name": ("Tomas Rhen met Ida Novak, who had told the police that the money was gone.", [["Ida Novak"]]),
    "which of an unnamed thing": ("The report, which claimed that the fleet was sunk, was wrong.", [["report"]]),
    "who of unnamed people": (
        "Kommersant wrote that the minister resigned. The newspaper cited two officials who said he was ill.",
        [["Kommersant"], ["Kommersant"], ["Kommersant", "two officials"]],
    ),
    "the speaker of a quotation says I": (
        "“I was there when the dam broke,” said Pavel Brandt, an engineer.\n\n"
        "“I told them that it would break,” he said.",
        [["Pavel Brandt"]] * 3,
    ),
    "a surname that is a city": (
        "Lena Paris said she was held in a camp. Paris also claims that her passport was taken.",
        [["Lena Paris"]] * 2,
    ),
    "a capital stands for its state": (
        "Yonhap reported that Pyongyang said the missile was a satellite.",
        [["Yonhap"], ["Yonhap", "North Korea"]],
    ),
    "a government is no country": (
        "The Russian government said it would pay. The government later denied this.",
        [["Russian government"]] * 2,
    ),
    "letters explained in the text": (
        "The International Grain Council (IGC) said prices rose. The IGC expects them to fall.",
        [["International Grain Council"]] * 2,
    ),
    "a newspaper by the last word of its name": (
        "The New York Times reported that the plan failed. The Times said two generals resigned.",
        [["New York Times"]] * 2,
    ),
    "a quotation that no verb attributes is of whom the sentence before is about": (
        "Her brother Pavel Brandt has no doubts. “The water killed her, and everybody here knows it.”",
        [["Pavel Brandt"]],
    ),
    "a quotation behind a colon": (
        "Ida Novak, grey in the face: “On Saturday between midnight and four a valve was open.”",
        [["Ida Novak"]],
    ),
    "a quotation of the next paragraph": (
        "Tomas Rhen was splitting wood when we came.\n\n“I am too old for ladders and for ministers.”",
        [["Tomas Rhen"]],
    ),
    "words in quotation marks are no speech": (
        "Pavel Brandt came home. The “harbour of peace and of plenty” was closed.",
        [],
    ),
    "a quotation that follows nobody": (
        "The valve stood open. “The water killed her, and everybody here knows it.”",
        [],
    ),
    "who is cited for what is reported": (
        "The bridge is closed, the agency Sorin reported, citing the ministry.",
        [["Sorin", "ministry"], ["Sorin"]],
    ),
    "who is cited before it": (
        "Reuters, which cited three people with knowledge of the talks, said that the deal was off.",
        [["Reuters", "three people with knowledge of the talks"], ["Reuters"]],
    ),
    "a reason that is cited is no source": (
        "The agency cited the rising cost of steel and said the bridge would be late.",
        [["agency"], ["agency"]],
    ),
    "who is quoted as saying": (
        "TASS quoted Peskov as saying that Moscow was ready for talks.",
        [["TASS"], ["TASS", "Peskov"]],
    ),
    "who is said to have told": (
        "The minister was said to have told aides that he would resign.",
        [[None], [None, "minister"]],
    ),
    "a spokeswoman set beside her ministry's name": (
        "The Norrish foreign ministry spokeswoman, Kari Moe, denied that a summit was planned. “The reports in the "
        "Velmaran media are not accurate,” she said.",
        [["Kari Moe"]] * 2,
    ),
    "who relayed whose message": (
        "The news agency Sorin stated that Velmaran media relayed Orlo’s message that Solm was hoping to come.",
        [
            ["Sorin"],
            ["Sorin", "Velmaran media"],
            ["Sorin", "Velmaran media", "Orlo"],
            ["Sorin", "Velmaran media", "Orlo", "Solm"],
        ],
    ),
    "what hangs on what is told, of somebody in it": (
        "The report noted that the minister had visited the camp and promised that it would be closed.",
        [["report"], ["report", "minister"]],
    ),
    "who left and warned": (
        "The minister said that Orlo had left and warned that others would follow.",
        [["minister"], ["minister", "Orlo"]],
    ),
    "a headline before the name": (
        "Norrish sailor claims the captain was drunk\n\nIda Moe, a Norrish sailor, has claimed that the captain was drunk.",
        [["Ida Moe"]] * 2,
    ),
    "a paragraph in the first person that bears a name": (
        "Pavel Brandt left the works in May.\n\nI told them that the dam would break. Pavel Brandt",
        [["Pavel Brandt"]] * 2,
    ),
    "what is told by nobody": ("The boat sank, and the navy reportedly saved 200 more.", [[None]]),
    "who has seen the minutes": (
        "The mayor knew of it, according to minutes seen by the Halden Post.",
        [["Halden Post", "minutes"]],
    ),
    "in which paper a source is quoted": (
        "A police source quoted by the tabloid Dagen claimed that the mayor knew of it.",
        [["Dagen", "police source"], ["Dagen"]],
    ),
    "by whom he had been assured": (
        "Kofi Mensah said he had been assured by Solanum that the drug would be replaced.",
        [["Kofi Mensah"], ["Kofi Mensah", "Solanum"]],
    ),
    "she who has no name": (
        "Erik Sall was calm. His spokeswoman described the letter as a forgery. “I was misinformed,” she said later.",
        [["His spokeswoman"]] * 2,
    ),
    "a quotation of the next line": (
        "13.55 — “There is nothing to hide,” Prime Minister Erik Sall tells reporters.\n"
        "13.10 — Union leader Tomas Reik: “If this is true, he must go.”",
        [["Erik Sall"], ["Tomas Reik"]],
    ),
    "a name behind a comma": (
        "The head of the Coastal Union observers, Themba Nyoka-Reid, said the count was fair. The operator, Hidralma, "
        "denied it.",
        [["Themba Nyoka-Reid"], ["Hidralma"]],
    ),
    "a spokesman is not whom he speaks for": (
        "The spokesman for President Ortega said the dam was safe.",
        [["spokesman for President Ortega"]],
    ),
    "spelling variants": (
        "Foreign Minister Sergei Lavrov said talks failed. Sergey Lavrov added that Moscow would wait.",
        [["Sergei Lavrov"]] * 2,
    ),
}


@pytest.mark.parametrize(("text", "chains"), CASES.values(), ids=CASES)
def test_chain(nlp: Language, text: str, chains: list[list[str | None]]) -> None:
    found = nlp(text)._.attributions
    assert sorted(([hop.label for hop in a.chain] for a in found), key=str) == sorted(chains, key=str)


def test_a_quotation_that_goes_on_behind_its_carrier(nlp: Language) -> None:
    text = "“We will open the port,” Rhen told the envoy, according to the Xinhua news agency, “and the canal will follow.”"
    carrier, speech = nlp(text)._.attributions
    assert [hop.label for hop in speech.chain] == ["Xinhua", "Rhen"]
    assert speech.parent == carrier.id
    assert [s.of(text) for s in speech.content] == ["“We will open the port,”", "“and the canal will follow.”"]
    assert next(s.of(text) for s in carrier.content).startswith("“We will open the port,” Rhen told the envoy")


def test_what_is_told_ends_with_its_paragraph(nlp: Language) -> None:
    text = "According to the report, the first warning was sent at 4.10 a.m.\n\nPresident Ortega, who had landed, was told."
    told = nlp(text)._.attributions[0]
    assert [s.of(text) for s in told.content] == ["the first warning was sent at 4.10 a.m."]
