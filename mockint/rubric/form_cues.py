"""What speaks for one kind of answer; rows as in story_cues.py."""

from mockint.rubric.pattern import Cue, Cues

Row = tuple[str, float, str, str]

_EVENT = "A story tells of one event: when it was, what you did, what came of it."
_HABIT = "What you always do answers how you work; a story tells one time you did it."
_FACT = "Say what the thing is, what it is for and where you used it."
_WISH = "Tie what you want to what this job offers."
_SUPPOSED = "Say what you would do first, then next, and why."
_SELF = "Prove a quality with one event in which it showed."

_ROWS: tuple[tuple[str, str, tuple[Row, ...]], ...] = (
    ("story", _EVENT, (
        ("last|one TIME", 1.5, "one day it broke", "one of them broke"),
        ("AMOUNT ago", 1.5, "two years ago it broke", "two years of it"),
        ("there was|were a|this|an|one|AMOUNT|TIME", 1.5, "there was a driver", "he was there"),
        ("I had a|this|an|one .. who|that|called|where", 1.4, "we had a guest who left",
         "we had a break"),
        ("at|in|with MY|the|a last|previous|old|former|first|prior", 0.8, "at my last firm",
         "at my desk"),
        ("when I was|worked|started|joined", 0.9, "when I worked there", "when I work"),
        ("a|one|the time|example|instance when|where|I|that|was", 1.2, "a time when we failed",
         "every time"),
        ("in the end", 1.0, "in the end it held", "the end is near"),
        ("ended up", 0.8, "we ended up first", "we end up"),
        ("as a result", 0.6, "as a result we won", "results are in"),
        ("asked|told ME to", 1.2, "he asked me to go", "he asked to go"),
        ("a|this|MY|the|AMOUNT customer|client|patient|student|guest|vendor|supplier|tenant|boss|"
         "manager|coworker|colleague|guy|lady|woman|man PAST", 0.9, "a client called",
         "a client calls"),
        ("once I ADV? PAST", 1.2, "once I deleted it", "once I delete it"),
        ("I faced", 1.2, "I faced an issue", "I face it"),
        ("in january|february|march|april|june|july|august|september|october|november|december",
         0.8, "in March it broke", "the march on"),
        ("in|during MY first|second|third|final|last|internship|year|training", 0.9,
         "in my second year we failed", "in my view"),
        ("I ADV? found out", 0.8, "I found out why", "I find out why"),
    )),
    ("process", _HABIT, (
        ("I|you ADV? HABIT", 1.5, "I always check twice", "I checked twice"),
        ("HABIT I", 1.2, "usually I check", "then I checked"),
        ("I make|check|start|look|review|go|verify|keep|try|send|call|compare|put|write|set|"
         "track|follow|ask|take|run|pull|match|work|do|get|read|prioritize|organize|create|block|"
         "confirm|reach|document|listen|contact|escalate|plan|prepare|talk|break|pick|add", 0.8,
         "I check the total", "they check it"),
        ("I 'll|will ADV? check|start|look|review|go|verify|send|call|compare|follow|ask|"
         "make|pull|reach|do", 0.9, "I'll call them", "he will call"),
        ("if|when|whenever|once|before|after|every|each|as I|there|a|the|something|it|you", 0.4,
         "if there is a gap", "with a gap"),
        ("first|second|then|next|finally|lastly thing? I|you|we is|'ll|check|go|look|make|start|"
         "do|send|verify|pull|call|ask|compare|review|get|take", 1.2,
         "first I check it", "first he paid"),
        ("MY process|approach|method|routine|system is", 2.0, "my approach is to wait",
         "our approach failed"),
        ("the? first step|thing is", 1.5, "the first step is to ask", "the first one was late"),
        ("make sure", 0.5, "to make sure", "to be sure"),
        ("you ADV? check|need|have|go|start|look|want|make|take|match|get|send|verify|compare|post",
         0.9, "you match them", "you know"),
        ("every TIME", 0.9, "every morning", "this morning"),
    )),
    ("knowledge", _FACT, (
        ("is|are basically|essentially|a|an|the|when|where|what|money|any|usually", 0.8,
         "it is a report", "it is late"),
        ("means that|the|you|a|how|it|money", 1.6, "it means the bill is due", "by all means"),
        ("refers|used to|for", 1.0, "it refers to cash", "it refused"),
        ("stands for", 2.0, "it stands for sales", "it stands alone"),
        ("difference between", 2.0, "the difference between them", "no difference"),
        ("I 've ADV? used|worked", 1.3, "I've used it a lot", "I used it once"),
        ("I have used|worked|experience|experiences|knowledge", 1.2, "I have experience with it",
         "I have a dog"),
        ("I 'm|am ADV? familiar|proficient|comfortable|fluent|advanced|certified|experienced", 1.8,
         "I'm familiar with it", "I'm tired"),
        ("I know how|the|sql|excel|python|word|quickbooks|sap|my", 1.3, "I know how it works",
         "you know"),
        ("I use it|excel|that|them|quickbooks|pivot|formulas|sap|to|for|a|the .. to|for|every|"
         "when|mostly", 1.2, "I use it for lists", "I used it"),
        ("TOOL", 0.5, "a pivot table", "a table"),
        ("happens when|after|before|if", 1.3, "it happens when cash is late", "it happened"),
        ("is when|where|how|what", 1.2, "that is when cash comes in", "is he in"),
        ("whereas|while the|it|a", 0.8, "whereas the other is not", "while I was there"),
        ("shows|tells|covers|includes|records|tracks|lists", 0.7, "it shows the age of each",
         "I showed it"),
        ("responsible for ING", 0.1, "responsible for sending", "responsible"),
    )),
    ("motive", _WISH, (
        ("I want to|a|the|more|this", 1.7, "I want to grow", "I wanted to go"),
        ("I 'd|would love|like to", 1.5, "I'd love to learn", "I would call"),
        ("looking|look for|forward", 1.6, "I'm looking for growth", "I looked at it"),
        ("interested|interests|interest in|ME", 1.7, "I'm interested in it", "interest on it"),
        ("I ADV? love|enjoy|like", 1.4, "I really enjoy numbers", "I was like no"),
        ("attracted|drew|draws|excites|excited|appeals|attracts|motivates ME|about|to|by", 2.0,
         "what attracted me", "it was excited"),
        ("your|this company|role|position|team|job|opportunity|organization|firm|school|hospital",
         1.0, "your company grows", "my company grew"),
        ("grow|growth|career", 0.7, "my career goes on", "a room"),
        ("MY goal|dream|ambition|passion is|'s", 1.7, "my goal is to lead", "my goal was met"),
        ("in AMOUNT I", 0.7, "in five years I see that", "in five minutes it rang"),
        ("I see myself", 2.0, "I see myself leading", "I see it"),
        ("I 'm|am passionate|excited|ready|eager|motivated", 1.6, "I'm passionate about it",
         "I'm late"),
        ("good fit", 1.2, "a good fit for me", "a good day"),
        ("fit for|with|the|MY", 0.6, "I fit with the team", "a fit of rage"),
        ("that 's|is why I", 1.0, "that is why I applied", "why I left"),
        ("reason I", 1.0, "the reason I applied", "no reason"),
        ("I applied", 1.2, "I applied because of it", "he applied it"),
    )),
    ("situational", _SUPPOSED, (
        ("I 'd|would ADV? !love !like !say !rather", 1.6, "I would call them", "I called them"),
        ("if a|the|they|someone|that|it|I|my|he|she|somebody|this|customer .. I 'd|would", 1.5,
         "if they refused I would wait", "I would wait"),
        ("if .. were|happened|had|came|refused|asked|did", 0.8, "if it were me", "it was me"),
        ("would|'d probably|first|try|start|ask|also|then|definitely|want|have|make|go|need", 0.7,
         "I would first ask", "it would rain"),
        ("in that case|situation", 0.8, "in that case I wait", "that case was hard"),
        ("hypothetically|imagine|suppose|assuming", 1.0, "suppose they refuse", "they refuse"),
    )),
    ("other", _SELF, (
        ("I 'm|am ADV? a|an|the|very|TRAIT", 2.0, "I'm a careful person", "I'm in accounting"),
        ("I 've|have ADV? been a|an|in|working|doing|told", 1.4, "I've been in billing",
         "I've seen it"),
        ("I worked at|for|in .. AMOUNT", 1.8, "I worked at a bank for two years",
         "I worked on it for two days"),
        ("for|in about|around|almost|over? YEARS", 1.2, "for four years", "in four days"),
        ("AMOUNT a|per|every month|week|day|year", 0.8, "sixty calls a day", "sixty calls"),
        ("I moved|switched|transferred|went to|into a|an|another|the PLACE", 1.4,
         "I moved to a bank", "I moved to the door"),
        ("I did .. for AMOUNT", 1.2, "I did payroll for six years", "I did it"),
        ("AMOUNT of experience", 1.8, "six years of experience", "six years"),
        ("AMOUNT experience", 1.4, "six years experience", "six years"),
        ("MY background|strength|strengths|weakness|weaknesses|degree|experience", 2.0,
         "my strength is patience", "my desk is clean"),
        ("greatest|biggest strength|weakness|strengths|weaknesses", 1.6, "my biggest weakness",
         "the biggest bill"),
        ("I ADV? graduated|majored|studied", 1.4, "I graduated in May", "he studied it"),
        ("I 'm|am ADV? currently|originally|from", 1.0, "I'm from Ohio", "I'm late"),
        ("TRAIT person|individual|worker|player|learner|communicator", 1.5,
         "a reliable person", "a tall person"),
        ("people|coworkers|colleagues|friends|BOSS ADV? say|says|tell|tells|describe|call|calls",
         1.2,         "people say so", "people paid"),
        ("I pride|consider myself", 2.0, "I pride myself on it", "I hurt myself"),
        ("I do n't know|have|really|remember", 1.2, "I don't know", "I know it"),
        ("I ca|can n't|not think|remember|recall", 2.0, "I cannot think of one", "I can think"),
        ("n't|not have any|much? experience", 2.0, "I don't have any experience",
         "I have experience"),
        ("no idea", 1.5, "no idea", "an idea"),
        ("I think|believe|guess .. should|is|are|important|people", 0.8,
         "I think it is important", "I thought it was"),
        ("good|great|strong|excellent at|with|in|skills|communication", 0.8,
         "I'm good with people", "a good day"),
        ("thank you|for", 0.8, "thank you for that", "she thanked us"),
    )),
)  # fmt: skip

FORM_CUES = Cues(
    Cue(pattern, label, weight, advice, hit, miss)
    for label, advice, rows in _ROWS
    for pattern, weight, hit, miss in rows
)
