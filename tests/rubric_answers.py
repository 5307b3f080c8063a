"""Answers written for these tests, with what a fair listener finds in them.

``parts`` are the initials of the parts heard, ``results`` the amounts that measure an
outcome. The rules were set while looking at these: what holds on them is a floor,
no measure. The measure is benchmarks/judge.py, on the answers of authors that taught it nothing.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """One answer and what is in it."""

    name: str
    form: str
    text: str
    parts: str = ""
    results: tuple[str, ...] = ()


STORIES = (
    Sample("old address", "story",
        "So at my last job I was working at a medical supply company and we had this one client "
        "who hadn't paid us in ninety days. My manager asked me to get it sorted out before "
        "quarter end. I called their accounts payable and I found out that the invoices were "
        "going to an old email address. So I resent everything, set up a portal, and followed up "
        "every week. They paid all forty two thousand dollars within two weeks, which saved us "
        "from writing it off.",
        "STAR", ("forty two thousand dollars", "two weeks")),
    Sample("double billing", "story",
        "Um, so last spring a customer called in really upset because she had been charged twice "
        "for the same order. It was on me to find out what happened. I pulled her payment history, "
        "compared it with the order log, and saw that the card had been run again after a timeout. "
        "I issued a credit the same day and called her back myself. She thanked me and she is "
        "still with us.",
        "STAR"),
    Sample("checklist", "story",
        "When I joined the billing team we were sending out about two hundred invoices a month and "
        "around fifteen percent came back with errors. I sat down with the sales people, listed "
        "the mistakes, and wrote a one page checklist. After that the error rate fell from fifteen "
        "percent to four percent and we stopped getting angry emails.",
        "SAR", ("from fifteen percent to four percent",)),
    Sample("result first", "story",
        "I cut our days sales outstanding from fifty two to thirty eight days. The company was a "
        "small freight broker and nobody had chased overdue accounts for a year. I was asked to "
        "take it over. I sorted the aging report by size, phoned the ten biggest ones every "
        "Monday, and offered payment plans to two of them.",
        "STAR", ("from fifty two to thirty eight days",)),
    Sample("flat speech", "story",
        "we were closing the month of march and the server went down on the last day i had to get "
        "the accruals out by six so i called it to ask how long it would be they said four hours i "
        "took the export from the morning and did the entries in excel then i keyed them in when "
        "the server came back we closed on time and there were no corrections afterwards",
        "STAR", ()),
    Sample("kitchen", "story",
        "There was a Saturday night when two cooks called in sick and we had a party of thirty. I "
        "was the only one on the line who knew the fryer. I moved the dishwasher to prep, cut the "
        "menu down to six dishes and told the servers to warn people. Everybody got fed and the "
        "owner gave me a raise the week after.",
        "SAR", ()),
    Sample("nurse", "story",
        "I was on nights on a surgical ward. One of my patients kept saying his leg felt strange "
        "and the doctor on call was busy. I needed to decide whether to wake the consultant. I "
        "checked his pulse and his toes again, wrote the times down, and rang her at three in the "
        "morning. She came in, he had a clot, and he was in theatre within the hour. He walked out "
        "ten days later.",
        "STAR", ("the hour",)),
    Sample("warehouse", "story",
        "Two years ago our warehouse was losing pallets. I mean literally losing them. My task was "
        "to find out where they went. I walked the floor with a clipboard for a week, I put "
        "coloured tape on every bay, and I made the drivers sign for each drop. Losses went down "
        "by seventy percent in three months.",
        "STAR", ("seventy percent", "three months")),
    Sample("no result", "story",
        "At my previous company a vendor sent us the same invoice three times under different "
        "numbers. My boss told me to find out how it got through. I went through the ledger line "
        "by line, matched everything to purchase orders, and wrote a report with the dates.",
        "STA"),
    Sample("no result, no marks", "story",
        "last year we had a customer who kept short paying every invoice by about fifty dollars my "
        "supervisor wanted me to look into it i pulled the contract i compared the rates and i "
        "emailed their buyer with a list of every short payment",
        "STA"),
    Sample("no action", "story",
        "We had a huge backlog of claims when I started, something like four hundred of them, and "
        "I was told to clear it before the audit in June. It was very stressful and everybody was "
        "tired. In the end the audit went fine and my manager was happy.",
        "STR", ()),
    Sample("only scene", "story",
        "At my old job there was a lot of conflict between billing and sales. The sales people had "
        "promised discounts that nobody told us about. Customers were calling all day and the "
        "phones were ringing constantly. It was a mess and the whole team was stressed.",
        "S"),
    Sample("task and action", "story",
        "I was responsible for moving all our customers to the new portal by the end of June. I "
        "exported the list, grouped it by region, wrote an email for each group and then called "
        "the ones who didn't answer.",
        "TA"),
    Sample("we did it", "story",
        "Our team had a problem with a big client disputing freight charges on every order. We got "
        "together with operations, went through the contracts, and rewrote the rate table. "
        "Disputes dropped by half and the client renewed for another two years.",
        "SAR", ("by half", "two years")),
    Sample("school", "story",
        "In my second year of college we had a group project and one member just stopped coming. "
        "We had two weeks left. I called him, I found out his dad was in the hospital, and I took "
        "over his slides and moved our deadline with the professor. We got an A minus and he came "
        "back for the last part.",
        "SAR", ()),
    Sample("lesson", "story",
        "I once sent a statement to the wrong customer. It had another client's balances on it. I "
        "called both of them right away, told my manager, and asked them to delete it. Nobody was "
        "angry in the end, and it taught me to check the address before I press send.",
        "SAR"),
    Sample("recognised badly", "story",
        "at my last company we had a lot of an applied cash like sixty thousand and nobody new who "
        "it belonged to so my manager told me to clean it up i exported the bank file and i match "
        "it by amount and date and i called the ones i couldn't find after three weeks i got it "
        "down to two thousand and we kept it there",
        "STAR", ("two thousand",)),
    Sample("figures of scale", "story",
        "We had three thousand customers and a team of five people. In 2021 we moved to a new "
        "system and I was asked to train everyone. I wrote a guide, I ran four sessions, and I sat "
        "with each person for an hour. Everyone was comfortable with it by the time we went live.",
        "STAR", ()),
    Sample("saved hours", "story",
        "My manager was spending every Friday copying numbers out of the bank portal. I built a "
        "small spreadsheet with lookups that does it by itself. It saved her about five hours a "
        "week and she uses it to this day.",
        "SAR", ("five hours",)),
    Sample("driver", "story",
        "I drive a delivery van, and one morning the app crashed with forty stops to go. I pulled "
        "over, wrote the addresses down from my phone, and rang the depot to tell them. I finished "
        "at seven instead of five but not a single parcel came back.",
        "SAR", ()),
    Sample("old hand", "story",
        "Well this goes back to when I was at the county. We had this taxpayer who came in every "
        "week shouting about his bill. Nobody wanted to deal with him. So one day I took him to "
        "the side room, got him a coffee and went through every line of the thing with him. Turned "
        "out he was right about one of the fees. I got it taken off. He sent us a card in May.",
        "SAR"),
    Sample("dsorise", "story",
        "Our collections were slow so I changed the reminder letters and I called fewer people. I "
        "reduced the average from thirty to forty five days and my boss was pleased.",
        "SAR", ("from thirty to forty five days",)),
)  # fmt: skip

OTHERS = (
    Sample("habit", "process",
        "I always start with the aging report. I sort it by amount, then I check which ones have a "
        "dispute, and I call the biggest first. If they don't answer I send an email and put a "
        "note in the system. I follow up every week until it's paid."),
    Sample("you do", "process",
        "So first you look at the purchase order and you match it to the receipt. Then you compare "
        "the price with the contract. If everything matches you post it, and if it doesn't you "
        "send it back to the buyer. After that it goes into the payment run."),
    Sample("habit flat", "process",
        "usually in the morning i go through my email and i flag whatever is due today then i make "
        "a list and i put the urgent ones on top i try to batch the small stuff together in the "
        "afternoon so i don't keep switching"),
    Sample("will do", "process",
        "Before an invoice goes out I check the customer name, the rate and the tax. Then I'll "
        "compare the hours with the timesheet. Every invoice over five thousand dollars gets a "
        "second pair of eyes. I keep a checklist next to my screen."),
    Sample("late payers", "process",
        "With clients who pay late I send a friendly reminder three days after the due date. When "
        "that doesn't help I call them, and after thirty days I offer a payment plan. I document "
        "every call so that nothing gets lost."),
    Sample("definition", "knowledge",
        "DSO stands for days sales outstanding. It is the average number of days it takes to "
        "collect after a sale. A lower number means that cash is coming in faster, and a high one "
        "is usually a sign of problems in collections."),
    Sample("difference", "knowledge",
        "The difference between billing and receivables is that billing creates the invoice, while "
        "receivables is everything that happens after it is sent. Billing is about accuracy, "
        "receivables is about cash. One ends where the other begins."),
    Sample("systems", "knowledge",
        "I've used QuickBooks and NetSuite mostly, and I'm comfortable with SAP. In Excel I know "
        "pivot tables and lookups. I have experience with imports too, and I'm familiar with how "
        "the approval flow is set up."),
    Sample("outsider", "knowledge",
        "Billing is basically telling customers what they owe. The company delivers something, the "
        "invoice lists it, and the payment closes it. Cash flow is when the money actually "
        "arrives, which is not the same as the sale."),
    Sample("why here", "motive",
        "I'm looking for a place where I can grow. Your company is known for treating people well "
        "and I really like that this role touches both billing and customers. I want to move into "
        "a lead position in a few years, and I think this is the right step."),
    Sample("why numbers", "motive",
        "I enjoy working with numbers because they either match or they don't. What attracted me "
        "to this position is the mix of detail and people. I'd love to learn more about revenue."),
    Sample("five years", "motive",
        "In five years I see myself leading a small team. My goal is to get my certification first "
        "and then take on more responsibility. I'm excited about the training you offer here."),
    Sample("would do", "situational",
        "I would first stay calm and let them talk. Then I'd look up the account and check whether "
        "the charge is right. If we made a mistake I would apologise and fix it, and if not I'd "
        "explain it line by line."),
    Sample("if refused", "situational",
        "If a customer refused to pay I would find out the reason first. I would send the contract "
        "and offer a call. If that didn't work I'd escalate it to my manager and probably put the "
        "account on hold."),
    Sample("would flat", "situational",
        "well i would probably talk to the other person first and try to understand why they did "
        "it and if it happened again i would tell my supervisor because you can't let that go on"),
    Sample("self", "other",
        "I'm a very detail oriented person and a team player. People say I'm reliable and I take "
        "pride in my work. My biggest strength is communication and I'm always willing to help. I "
        "give a hundred and ten percent."),
    Sample("career", "other",
        "I've been in billing for about eight years. I have a degree in business and I started out "
        "as a receptionist. Currently I'm at a logistics firm where I'm one of three specialists. "
        "I have five years of experience with collections."),
    Sample("weakness", "other",
        "I think my weakness is that I'm a perfectionist. I don't like to hand things over. I'm "
        "working on it and I believe I'm better than I was."),
    Sample("cannot think", "other",
        "Honestly I can't think of an example right now. I don't really remember anything like "
        "that happening at work. Can we come back to this one later maybe."),
    Sample("opinion", "other",
        "I think people should be honest with customers. I believe that trust is important and "
        "that most conflicts are about communication. I agree a hundred percent with that."),
)  # fmt: skip

UNMARKED = (
    ("nothing", "", "Nothing was said"),
    ("blanks", "  \n\t ", "Nothing was said"),
    ("tiny", "I fixed it.", "too short"),
    ("bare words", "Situation task action result.", "too short"),
    ("bare words again", "Situation, task, action, result. Situation, task, action, result. "
        "Situation, task, action, result.", "over and over|names of the parts"),
    ("hollow", "The situation was a challenging situation. My task was the task. The action I took "
        "was a great action. The result was a positive result and a good outcome.",
        "names of the parts"),
    ("keywords", "lockbox, aging report, cash application, reconciliation, dispute, credit memo, "
        "collections, invoice, ledger, posting, deduction, write-off", "keywords|list of words"),
    ("stuffing", "leadership teamwork communication accountability ownership deadline stakeholder "
        "problem solving quantifiable impact revenue growth forty percent",
        "keywords|list of words"),
    ("mash", "asdf jkl asdfgh qwerty zxcv fghj dfgh sdfkj wertz xcvb hjkl", "not words"),
    ("numbers", "1 2 3 4 5 6 7 8 9 10 11 12", "no words"),
    ("spanish", "En mi trabajo anterior tenía un cliente que no pagaba desde hacía tres meses y mi "
        "jefe me pidió que lo resolviera, así que llamé y mandé todo otra vez.", "English"),
    ("german", "In meiner letzten Firma hatten wir einen Kunden, der seit drei Monaten nicht "
        "bezahlt hatte. Ich habe ihn angerufen und die Rechnung noch einmal geschickt.", "English"),
    ("russian", "Клиент не платил три месяца, поэтому бухгалтерия позвонила ему ещё несколько раз.",
        "English"),
    ("chinese", "去年我们有一个客户三个月没有付款。我给他打了电话。", "English"),
    ("again", "blah blah blah blah blah blah blah blah blah blah blah blah", "over and over"),
    ("salad", "the of invoice and my was the to customer a with I the payment on was an it the "
        "called from my in report", "order"),
    ("headings", "Situation: teamwork. Task: leadership. Action: communication. Result: success.",
        "names of the parts"),
    ("strung together", "I used leadership and teamwork and communication and accountability and "
        "ownership and synergy and collaboration and innovation and integrity and excellence.",
        "keywords"),
    ("microphone test", "test test test hello hello one two three is this thing on test test",
        "over and over|too short"),
    ("question twice", "Tell me about a time you found a billing error. Tell me about a time you "
        "found a billing error before the customer did.", "question"),
    ("shuffled", "asked customer the paid was I invoice two then manager my called to and weeks "
        "the in they happy were we because the", "order"),
    ("french", "Dans mon dernier poste, nous avions un client qui ne payait pas depuis trois mois "
        "et mon chef m'a demandé de régler le problème alors je l'ai appelé.", "English"),
    ("portuguese", "Na minha última empresa tínhamos um cliente que não pagava há três meses e eu "
        "liguei para ele e resolvi o problema com calma.", "English"),
    ("latin", "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor "
        "incididunt ut labore et dolore magna aliqua", "English"),
    ("fillers", "Um. Uh. Um, hmm, uh. You know. Like, um.", "too short"),
    ("shrugs", "yes no maybe ok sure fine whatever i guess so yeah right okay then", "too short"),
    ("invented words", "The plimber I dworked was snavelling the gritches, so I brindled to the "
        "foss and we gramped every quibbet before the tronk could yarble.", "no dictionary"),
    ("noise", "[Music] Thank you for watching. [Applause] Captions by the community. Please "
        "subscribe. [Music] Bye bye.", "recogniser prints|over and over"),
    ("shuffled story", "price the out in customer and contract found called I that was the wrong "
        "manager asked me my to it invoice new a sent correct and paid they week the next",
        "order"),
    ("any question twice", "How do you close the month when two people are ill? So, how do I close "
        "the month when two people are ill? How do I close the month.", "question"),
    ("circle", "then we fixed it and then we fixed it and then we fixed the rate and then we "
        "fixed it and then we fixed the rate and then we fixed it", "over and over"),
)  # fmt: skip
