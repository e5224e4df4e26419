"""What each act is for, in one sentence for whoever does three cases a year, as (Dutch, English)."""

from typing import Final

_INTAKE: Final = {
    "file": ("U legt vast wat er binnenkwam. Daarmee begint het dossier.", "You record what came in. The dossier begins with it."),
    "confirm_in_writing": ("De klager zet op papier wat hij eerst vertelde.", "The complainant writes down what they told before."),
    "ask_completion": ("U vraagt de klager om wat nog ontbreekt.", "You ask the complainant for what is lacking."),
    "complete": ("U legt vast wat de klager nastuurde.", "You record what the complainant sent afterwards."),
    "classify": ("U bepaalt of het een klacht is of iets anders.", "You decide whether it is a complaint or something else."),
    "refer": ("U wijst de klager de weg naar wie er wel over gaat.", "You show the complainant who does deal with it."),
    "take": ("U zegt dat u dit zelf behandelt.", "You say that you handle this yourself."),
    "pass_on": ("U geeft het door aan wie het hoort te behandelen.", "You pass it on to whoever should handle it."),
    "acknowledge": ("De klager hoort dat de klacht binnen is, en wat er nu gebeurt.", "The complainant hears that the complaint arrived."),
    "explain_procedure": ("De klager hoort hoe de behandeling verder gaat.", "The complainant hears how handling will proceed."),
}
_INFORMAL: Final = {
    "invite": ("U nodigt iemand uit voor een gesprek of om gehoord te worden.", "You invite someone to talk, or to be heard."),
    "talk": ("U legt vast wat er besproken is en of het is opgelost.", "You record what was discussed and whether that solved it."),
    "mediate": ("Iemand die er geen deel in had, probeert het samen op te lossen.", "Someone without a part in it tries to solve it."),
    "formalise": ("De klacht gaat over naar de formele behandeling.", "The complaint moves on to formal handling."),
}
_INQUIRY: Final = {
    "assess": ("U bepaalt hoe ernstig het is en of het vaker kan voorkomen.", "You decide how serious it is and whether it may recur."),
    "assign": ("U wijst aan wie de klacht behandelt.", "You appoint whoever handles the complaint."),
    "agree_communication": ("U spreekt af wie wat te horen krijgt.", "You agree who is told what."),
    "inform_concerned": ("Degene over wie de klacht gaat, hoort ervan.", "The person concerned is told about it."),
    "consult": ("U legt een vraag voor aan iemand die er verstand van heeft.", "You put a question to someone with the knowledge."),
    "advise": (
        "U legt vast welk advies er is gegeven. De klager ziet het niet.",
        "You record the advice. The complainant does not see it.",
    ),
    "hear": ("U legt vast wat een van beide kanten vertelde.", "You record what one of both sides told."),
    "waive_hearing": ("U legt vast dat iemand niet gehoord wil worden.", "You record that someone does not want to be heard."),
    "visit": ("U legt een bezoek vast, of spreekt het af.", "You record a visit, or plan it."),
    "report_progress": ("De klager hoort hoe het ervoor staat.", "The complainant hears how things stand."),
    "extend": ("De klager hoort waarom het langer duurt en tot wanneer.", "The complainant hears why it takes longer and until when."),
    "consent_extension": (
        "U legt vast dat de klager het goed vindt dat het langer duurt.",
        "You record that the complainant agrees to a delay.",
    ),
    "suspend": ("De termijn staat stil tot u hem weer laat lopen.", "The term stands still until you let it run again."),
    "resume": ("De termijn loopt weer verder.", "The term runs on."),
}
_DECISION: Final = {
    "judge": ("U oordeelt of de klacht gegrond is, met uw redenen.", "You judge whether the complaint is upheld, with your reasons."),
    "propose": ("De klager krijgt een oplossing voorgelegd.", "The complainant is offered a solution."),
    "accept": ("U legt vast dat de klager de oplossing aanneemt.", "You record that the complainant accepts the solution."),
    "decline": ("U legt vast dat de klager iets anders wil.", "You record that the complainant wants something else."),
    "reply": ("De klager krijgt de uitkomst, met de redenen.", "The complainant gets the outcome, with the reasons."),
    "send_copies": ("Iedereen die erbij hoort, krijgt een afschrift.", "Everyone involved gets a copy."),
    "carry_out": ("U legt vast dat de oplossing is uitgevoerd.", "You record that the solution was carried out."),
    "follow_up": ("U vraagt of de klager tevreden is.", "You ask whether the complainant is satisfied."),
    "find_cause": ("U legt vast waardoor het kwam.", "You record what caused it."),
    "recommend": ("U zegt wat herhaling voorkomt.", "You say what prevents repetition."),
}
_PRODUCTS: Final = {
    "open_correction": ("U noemt elk product dat verbeterd moet worden.", "You name every product that must be corrected."),
    "publish_version": ("U legt vast welke nieuwe versie er is.", "You record which new version there is."),
    "notify_customers": ("Wie het product gebruikt, krijgt bericht.", "Whoever uses the product is told."),
    "defer_to_revision": ("Het gaat mee in de jaarlijkse herziening.", "It goes along in the yearly revision."),
    "weigh_revision": ("U weegt of de aanpassing past.", "You weigh whether the adjustment fits."),
}
_OBJECTION: Final = {
    "object": ("U legt vast dat de klager het niet eens is met de uitkomst.", "You record that the complainant disagrees."),
    "excuse_lateness": ("U beslist dat een te laat bezwaar toch meetelt.", "You decide that a late objection still counts."),
    "admit": ("Het bezwaar wordt behandeld.", "The objection is taken up."),
    "refuse": ("De klager hoort waarom het bezwaar niet wordt behandeld.", "The objector hears why it is not taken up."),
    "appoint": ("U wijst aan wie over het bezwaar oordeelt.", "You appoint whoever judges the objection."),
    "rule": ("De klager krijgt het oordeel over het bezwaar.", "The objector gets the ruling."),
    "carry_out_ruling": ("U legt vast dat de uitspraak is uitgevoerd.", "You record that the ruling was carried out."),
    "pay": ("U legt vast dat er is betaald.", "You record a payment."),
}
_RECORD: Final = {
    "disclose": ("U legt stukken of verslagen aan iemand voor.", "You put documents or accounts before someone."),
    "accept_secrecy": ("U legt vast dat iemand geheimhouding belooft.", "You record that someone promises secrecy."),
    "comment": ("U legt vast wat iemand op een verslag te zeggen heeft.", "You record what someone says about an account."),
    "link": ("U verbindt dit dossier met een ander.", "You link this dossier with another."),
    "unlink": ("U maakt een verband weer los.", "You undo a link."),
    "split": ("Een deel hiervan gaat in een eigen dossier verder.", "A part of this goes on in a dossier of its own."),
    "approve": ("U keurt goed wat een collega schreef.", "You approve what a colleague wrote."),
    "send_back": ("U geeft terug wat een collega schreef, met uw reden.", "You send back what a colleague wrote, with your reason."),
    "explain_lateness": ("U zegt waarom iets te laat was.", "You say why something was late."),
    "recalculate": ("Het dossier gaat verder onder een andere versie.", "The dossier goes on under another version."),
    "note": (
        "U schrijft iets op voor collega’s. De klager ziet het niet.",
        "You write it down for colleagues. The complainant does not see it.",
    ),
    "correct": ("U verbetert een fout. Dat u dat deed, blijft in het logboek staan.", "You correct a mistake. The log keeps that you did."),
    "request_inspection": ("U legt vast dat iemand het dossier wil inzien.", "You record that someone wants to see the dossier."),
    "grant_inspection": ("De klager mag het dossier inzien.", "The complainant may see the dossier."),
    "refuse_inspection": ("De klager hoort waarom inzien niet kan.", "The complainant hears why they may not see it."),
    "waive": ("U legt vast dat iets hier niet hoeft, en waarom.", "You record that something is not needed here, and why."),
    "withdraw": ("U legt vast dat de klager ermee stopt.", "You record that the complainant stops."),
    "close": ("Het dossier gaat dicht.", "You close the dossier."),
    "reopen": ("Het dossier gaat weer open. Het eerste antwoord blijft staan.", "The dossier opens again. The first answer stays."),
    "archive": ("Het dossier gaat naar het archief.", "The dossier goes to the archive."),
    "hold": ("Dit dossier mag niet vernietigd worden zolang dit geldt.", "This dossier may not be destroyed as long as this holds."),
    "release": ("De reden om te bewaren is voorbij.", "The reason to keep it is over."),
    "destroy": ("Alle persoonsgegevens gaan voorgoed weg. De cijfers blijven.", "All personal data go for good. The figures stay."),
}
_YEAR: Final = {
    "open_year": ("U begint het jaar.", "You begin the year."),
    "analyse": ("U schrijft op wat er te leren valt.", "You write down what there is to learn."),
    "draft_report": ("U stelt het jaarverslag op.", "You draft the yearly report."),
    "publish_report": ("Het jaarverslag wordt vastgesteld en verandert niet meer.", "The yearly report is published and changes no more."),
    "present": ("U legt het jaarverslag voor.", "You present the yearly report."),
    "decide_measures": ("U legt vast welke maatregelen er komen.", "You record which measures will be taken."),
    "evaluate_measure": ("U beoordeelt of een maatregel werkt.", "You judge whether a measure works."),
    "close_year": ("U sluit het jaar af.", "You close the year."),
}

#: By act; what a procedure declares of its own has none.
HELPS: Final = {
    act: {"nl": dutch, "en": english}
    for table in (_INTAKE, _INFORMAL, _INQUIRY, _DECISION, _PRODUCTS, _OBJECTION, _RECORD, _YEAR)
    for act, (dutch, english) in table.items()
}
