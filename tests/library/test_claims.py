"""Every claim of a popular article on the gut and the mind is treated where it is looked for."""

import re

import pytest

from tests.library.content import SEE_ALSO, read_content
from tests.library.plan import TOPICS
from tests.library.prose import plain

CONTENT = read_content()
# The claim, words by which its treatment is known, and the topics that treat it.
CLAIMS = (
    (
        "the gut-brain connection gets growing attention",
        r"rapid growth|long been recognised",
        "gut-brain-axis history",
    ),
    (
        "the axis runs both ways",
        r"both (?:ways|directions)|direction are open|came first",
        "gut-brain-axis depression anxiety",
    ),
    (
        "the microbiome is bacteria, fungi and viruses",
        r"fungi.*virus",
        "gut-microbiome fungi-viruses",
    ),
    (
        "it serves digestion, absorption and immunity",
        r"(?=.*immun)(?:.*(?:digest|absor|ferment|shape|train))",
        "gut-microbiome immune-route",
    ),
    (
        "there are neural, endocrine and immune routes",
        r"hormone system|immune route|(?=.*nerve|.*vagus)(?=.*hormone)(?=.*immun)",
        "gut-brain-axis vagus-nerve hpa-axis immune-route",
    ),
    (
        "microbes control the brain",
        r"control[^.]*brain|\binfluence\b|\bdrives\b",
        "gut-brain-axis causality myths",
    ),
    ("the gut is a second brain, said Gershon", r"second brain", "enteric-nervous-system myths"),
    (
        "changing the microbes treats disorders of the brain",
        r"therap|treat(?:ment|ing)",
        "probiotics-trials stool-transplant causality",
    ),
    (
        "microbes regulate anxiety, mood, cognition and pain",
        r"(?=.*anxi)(?=.*mood|.*depress|.*pain)",
        "cognition-pain anxiety depression ibs",
    ),
    (
        "metabolites cross the blood-brain barrier",
        r"cross|reach the brain|barrier around the brain",
        "blood-brain-barrier short-chain-fatty-acids",
    ),
    (
        "the composition is altered in depression",
        r"(?:depress[^.]*)(?:differ|lower|higher|fewer|composition)",
        "depression shared-patterns",
    ),
    (
        "the composition is altered in bipolar disorder",
        r"bipolar[^.]*(?:differ|lower|higher|fewer|communit)",
        "bipolar shared-patterns",
    ),
    (
        "the composition is altered in schizophrenia",
        r"schizophrenia[^.]*(?:differ|lower|higher|fewer|communit)",
        "schizophrenia shared-patterns",
    ),
    ("the composition is altered in autism", r"autis[^.]*(?:diet|differ)", "autism"),
    (
        "the microbiome produces serotonin, dopamine and GABA",
        r"(?:make|produce|production)[^.]*(?:serotonin|dopamine|GABA|it\b)",
        "neurotransmitters-overview serotonin dopamine gaba",
    ),
    ("serotonin is the happy hormone", r"happy hormone|happiness", "serotonin myths"),
    (
        "lactobacilli and bifidobacteria produce GABA",
        r"(?=.*GABA)(?=.*bifidobacteri)",
        "gaba neurotransmitters-overview",
    ),
    (
        "E. coli produces serotonin and dopamine",
        r"(?=.*Escherichia coli)(?=.*serotonin|.*dopamine)",
        "serotonin dopamine neurotransmitters-overview",
    ),
    (
        "lactobacilli produce acetylcholine",
        r"(?=.*acetylcholine)(?=.*lactobacill|.*plantarum)",
        "acetylcholine neurotransmitters-overview",
    ),
    (
        "bacterial messengers signal the brain by the vagus",
        r"(?=.*messenger|.*transmitter)(?=.*vagus)",
        "vagus-nerve neurotransmitters-overview myths",
    ),
    (
        "imbalance, overgrowth and lack of diversity go with depression",
        r"overgrowth|diversity[^.]*depress|depress[^.]*diversity",
        "depression diversity dysbiosis",
    ),
    (
        "lifestyle, diet and probiotics manage depression",
        r"manage depression|replace(?:ment)?",
        "diet probiotics-trials supplements-advice",
    ),
    (
        "people with anxiety disorders have another gut profile",
        r"anxiety disorder[^.]*(?:lower|scarcer|differ|fewer|profile)",
        "anxiety",
    ),
    (
        "stress alters composition and function",
        r"stress[^.]*(?:alter|chang|shift|fell)",
        "stress hpa-axis",
    ),
    (
        "a balanced diet holds fibre and probiotics",
        r"rich in fibre|fibre and probiotics|live microbes",
        "diet fibre fermented-foods",
    ),
    ("regular exercise helps the gut and the mind", r"popular|claim|often said", "exercise"),
    ("meditation and yoga improve gut health", r"improve gut health", "meditation-yoga"),
    (
        "avoid antibiotics and other medicines",
        r"avoid(?:ing|ed)?\b",
        "antibiotics medicines myths",
    ),
    ("probiotics restore a balance", r"restor[^.]*balance", "probiotics myths"),
    (
        "prebiotics are non-digestible fibres",
        r"cannot digest|non-digestible|fibre is a prebiotic",
        "prebiotics fibre",
    ),
    (
        "take supplements, and ask a professional",
        r"doctor, pharmacist",
        "supplements-advice",
    ),
    (
        "a better gut makes a better mind",
        r"\bcause[sd]?\b",
        "causality myths evidence-levels",
    ),
)
TREATED = [
    (claim, pattern, topic)
    for claim, pattern, topics in CLAIMS
    for topic in topics.split()
    if topic in CONTENT.articles
]
SENT_TO = sorted(
    {
        target.partition(".md")[0]
        for block in CONTENT.articles["myths"].blocks
        if block.section != SEE_ALSO
        for target in re.findall(r"\]\(([^)]+)\)", block.text)
    }
    if "myths" in CONTENT.articles
    else ()
)


def test_the_claims_name_topics_of_the_plan() -> None:
    assert {topic for _, _, topics in CLAIMS for topic in topics.split()} <= set(TOPICS)


@pytest.mark.parametrize(
    ("pattern", "topic"),
    [(pattern, topic) for _, pattern, topic in TREATED],
    ids=[f"{topic}: {claim}" for claim, _, topic in TREATED],
)
def test_a_popular_claim_is_treated(pattern: str, topic: str) -> None:
    article = CONTENT.articles[topic]
    told = [*article.headings, *(block.text for block in article.told)]
    assert [text for text in told if re.search(pattern, plain(text), re.IGNORECASE)]


@pytest.mark.parametrize("topic", SENT_TO)
def test_a_topic_that_a_checked_claim_sends_to_links_to_the_checked_claims(topic: str) -> None:
    links = [target.partition("#")[0] for _, target in CONTENT.articles[topic].links]
    assert "myths.md" in links
