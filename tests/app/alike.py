"""What may stand alike in English and in German."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]{3,}")
POINTED = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.])")

SAME = {
    "words that both languages write alike": """
        april arm august clip computer definition demo diagnose export format hand index
        maximum median minus name neutral normal november otitis person plateau region
        ring score september software standard system training video
        videos """,
    "German words that are others in English": "grade was",
    "files, machines and names": "csv ctrl deutsch english hemiface letter xlsx",
    "scales under their own names": """
        assessment asymmetry brackmann clinimetric disability eface evaluation facial fai grading
        house kim nerve questionnaire scale sunnybrook synkinesis yanagihara""",
    "numerals of the grades, codes of diseases": "icd iii",
    "authors, programs and collections that are cited": """
        banks bell cochrane dynaface emotrics face fieller fnp fradet gaber hunt klimach malm
        nedzelski ogawa poisson pubmed ramsay renne review ross sensors student tanikawa vrabec
        wilson""",
    "short names of measures, units and signs in formulas": """
        asin bhl bhm brow cce chd dva dvm eye hmai hmao hmw jaw lips llh mai mao max
        mdc min mir nose ocw ocw² pfa pfh pfhs phd ulh""",
    "anatomy": "barré guillain lyme melkersson mentalis nasion rosenthal subnasale",
    "the demo patient's record": "facialis paresis patient",
}

ALLOWED = {word for words in SAME.values() for word in words.split()}
