"""Words that carry no topic: a question's small words."""

_WORDS = """
    a about after again against all also although am among an and another any anyone anything are as
    at be because been before being between both but by can cannot cant could did didnt do does
    doesnt doing done dont during each either else etc ever every everything for from further get
    gets getting give given gives had has have having he hello help her here hers him his how
    however i if im in into is isnt it its itself just know let like lot lots many may me might more
    most much must my near need neither no nor not of off often on once only onto or other others
    ought our ours out over own per please quite rather really same say several shall she should
    show since so some someone something still such tell than thanks that thats the their theirs
    them then there these they this those though through thus to too toward towards under until up
    upon us use used uses using very was we were what whats when where whether which while who whole
    whom whose why will with within without would yes yet you your yours
"""

SMALL_WORDS = frozenset(_WORDS.split())
