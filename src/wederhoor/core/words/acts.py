"""The words of the acts: what a button says, and what a timeline says afterwards.

Each act has four phrases: Dutch to do, Dutch done, English to do, English done. The names are those of the vocabulary;
a procedure may rename any of them.
"""

from typing import Final

_INTAKE: Final = {
    "file": ("Zaak vastleggen", "Ontvangen", "Register case", "Received"),
    "confirm_in_writing": ("Schriftelijk bevestigen", "Schriftelijk bevestigd", "Confirm in writing", "Confirmed in writing"),
    "ask_completion": ("Om aanvulling vragen", "Om aanvulling gevraagd", "Ask for completion", "Completion asked for"),
    "complete": ("Aanvullen", "Aangevuld", "Complete", "Completed"),
    "classify": ("Soort bepalen", "Soort bepaald", "Classify", "Classified"),
    "refer": ("Doorverwijzen", "Doorverwezen", "Refer elsewhere", "Referred elsewhere"),
    "take": ("In behandeling nemen", "In behandeling genomen", "Take up", "Taken up"),
    "pass_on": ("Doorzetten", "Doorgezet", "Pass on", "Passed on"),
    "acknowledge": ("Ontvangst bevestigen", "Ontvangst bevestigd", "Acknowledge receipt", "Receipt acknowledged"),
    "explain_procedure": ("Klachtenregeling uitleggen", "Klachtenregeling uitgelegd", "Explain procedure", "Procedure explained"),
}
_INFORMAL: Final = {
    "invite": ("Uitnodigen voor een gesprek", "Uitgenodigd voor een gesprek", "Invite to talk", "Invited to talk"),
    "talk": ("Gesprek vastleggen", "Gesprek gevoerd", "Record talk", "Talk held"),
    "mediate": ("Bemiddeling vastleggen", "Bemiddeld", "Record mediation", "Mediated"),
    "formalise": ("Formele klacht maken", "Formele klacht geworden", "Make formal", "Made formal"),
}
_INQUIRY: Final = {
    "assess": ("Aard en ernst bepalen", "Aard en ernst bepaald", "Assess nature and severity", "Nature and severity assessed"),
    "assign": ("Behandelaar aanwijzen", "Behandelaar aangewezen", "Assign handler", "Handler assigned"),
    "agree_communication": (
        "Afspraken over contact vastleggen",
        "Afspraken over contact gemaakt",
        "Agree on communication",
        "Communication agreed",
    ),
    "inform_concerned": (
        "Degene over wie de klacht gaat informeren",
        "Degene over wie de klacht gaat geïnformeerd",
        "Inform person concerned",
        "Person concerned informed",
    ),
    "consult": ("Advies vragen", "Advies gevraagd", "Ask for advice", "Advice asked for"),
    "advise": ("Advies vastleggen", "Advies gegeven", "Record advice", "Advice given"),
    "hear": ("Horen", "Gehoord", "Hear", "Heard"),
    "waive_hearing": ("Vastleggen dat iemand niet gehoord wil worden", "Afgezien van horen", "Waive hearing", "Hearing waived"),
    "visit": ("Bezoek vastleggen", "Bezoek gebracht", "Record visit", "Visited"),
    "report_progress": ("Voortgang melden", "Voortgang gemeld", "Report progress", "Progress reported"),
    "extend": ("Termijn verlengen", "Termijn verlengd", "Extend term", "Term extended"),
    "consent_extension": (
        "Instemmen met verlenging",
        "Ingestemd met verlenging",
        "Consent to extension",
        "Extension consented to",
    ),
    "suspend": ("Termijn stilzetten", "Termijn stilgezet", "Suspend term", "Term suspended"),
    "resume": ("Termijn weer laten lopen", "Termijn loopt weer", "Resume term", "Term resumed"),
}
_DECISION: Final = {
    "judge": ("Oordeel vastleggen", "Oordeel gegeven", "Record judgement", "Judged"),
    "propose": ("Oplossing voorstellen", "Oplossing voorgesteld", "Propose solution", "Solution proposed"),
    "accept": ("Oplossing aanvaarden", "Oplossing aanvaard", "Accept solution", "Solution accepted"),
    "decline": ("Oplossing afwijzen", "Oplossing afgewezen", "Decline solution", "Solution declined"),
    "reply": ("Reactie versturen", "Reactie gestuurd", "Send reply", "Reply sent"),
    "send_copies": ("Afschriften versturen", "Afschriften gestuurd", "Send copies", "Copies sent"),
    "carry_out": ("Uitvoering vastleggen", "Oplossing uitgevoerd", "Carry out", "Carried out"),
    "follow_up": ("Navragen of de klager tevreden is", "Tevredenheid nagevraagd", "Follow up", "Followed up"),
    "find_cause": ("Oorzaak vastleggen", "Oorzaak vastgesteld", "Record cause", "Cause found"),
    "recommend": ("Aanbeveling doen", "Aanbeveling gedaan", "Recommend", "Recommended"),
}
_PRODUCTS: Final = {
    "open_correction": ("Correctie openen", "Correctie geopend", "Open correction", "Correction opened"),
    "publish_version": ("Nieuwe versie uitbrengen", "Nieuwe versie uitgebracht", "Publish version", "Version published"),
    "notify_customers": ("Afnemers berichten", "Afnemers bericht", "Notify customers", "Customers notified"),
    "defer_to_revision": (
        "Doorschuiven naar de revisie",
        "Doorgeschoven naar de revisie",
        "Defer to revision",
        "Deferred to revision",
    ),
    "weigh_revision": ("Afwegen bij de revisie", "Afgewogen bij de revisie", "Weigh at revision", "Weighed at revision"),
}
_OBJECTION: Final = {
    "object": ("Bezwaar maken", "Bezwaar gemaakt", "Object", "Objected"),
    "excuse_lateness": (
        "Te late indiening verschonen",
        "Te late indiening verschoond",
        "Excuse late filing",
        "Late filing excused",
    ),
    "admit": ("Bezwaar toelaten", "Bezwaar toegelaten", "Admit objection", "Objection admitted"),
    "refuse": ("Bezwaar weigeren", "Bezwaar geweigerd", "Refuse objection", "Objection refused"),
    "appoint": ("Commissie benoemen", "Commissie benoemd", "Appoint committee", "Committee appointed"),
    "rule": ("Uitspraak doen", "Uitspraak gedaan", "Give ruling", "Ruling given"),
    "carry_out_ruling": ("Uitspraak uitvoeren", "Uitspraak uitgevoerd", "Carry out ruling", "Ruling carried out"),
    "pay": ("Betaling vastleggen", "Betaald", "Record payment", "Paid"),
}
_RECORD: Final = {
    "disclose": ("Stukken voorleggen", "Stukken voorgelegd", "Disclose", "Disclosed"),
    "accept_secrecy": ("Geheimhouding aanvaarden", "Geheimhouding aanvaard", "Accept secrecy", "Secrecy accepted"),
    "comment": ("Reactie op de stukken vastleggen", "Op de stukken gereageerd", "Comment", "Commented"),
    "link": ("Koppelen aan een ander dossier", "Gekoppeld aan een ander dossier", "Link to another dossier", "Linked to another dossier"),
    "unlink": ("Koppeling verbreken", "Koppeling verbroken", "Undo link", "Link undone"),
    "split": ("Dossier splitsen", "Dossier gesplitst", "Split dossier", "Dossier split"),
    "approve": ("Akkoord geven", "Akkoord gegeven", "Approve", "Approved"),
    "send_back": ("Terugsturen naar de schrijver", "Teruggestuurd naar de schrijver", "Send back", "Sent back"),
    "explain_lateness": (
        "Uitleggen waarom het te laat is",
        "Uitgelegd waarom het te laat is",
        "Explain lateness",
        "Lateness explained",
    ),
    "recalculate": ("Opnieuw berekenen", "Opnieuw berekend", "Recalculate", "Recalculated"),
    "note": ("Notitie maken", "Notitie gemaakt", "Make note", "Note made"),
    "correct": ("Vergissing herstellen", "Vergissing hersteld", "Correct mistake", "Mistake corrected"),
    "request_inspection": ("Inzage vragen", "Inzage gevraagd", "Request inspection", "Inspection requested"),
    "grant_inspection": ("Inzage geven", "Inzage gegeven", "Grant inspection", "Inspection granted"),
    "refuse_inspection": ("Inzage weigeren", "Inzage geweigerd", "Refuse inspection", "Inspection refused"),
    "waive": ("Niet van toepassing verklaren", "Niet van toepassing verklaard", "Waive duty", "Duty waived"),
    "withdraw": ("Intrekken", "Ingetrokken", "Withdraw", "Withdrawn"),
    "close": ("Dossier sluiten", "Dossier gesloten", "Close", "Closed"),
    "reopen": ("Dossier heropenen", "Dossier heropend", "Reopen", "Reopened"),
    "archive": ("Dossier archiveren", "Dossier gearchiveerd", "Archive", "Archived"),
    "hold": ("Niet vernietigen", "Vastgehouden: niet vernietigen", "Hold", "Held"),
    "release": ("Vernietigen weer toestaan", "Vernietigen weer toegestaan", "Release hold", "Hold released"),
    "destroy": ("Dossier vernietigen", "Dossier vernietigd", "Destroy", "Destroyed"),
}
_YEAR: Final = {
    "open_year": ("Jaar openen", "Jaar geopend", "Open year", "Year opened"),
    "analyse": ("Klachten van het jaar analyseren", "Klachten van het jaar geanalyseerd", "Analyse the year", "Year analysed"),
    "draft_report": ("Jaarverslag opstellen", "Jaarverslag opgesteld", "Draft report", "Report drafted"),
    "publish_report": ("Jaarverslag publiceren", "Jaarverslag gepubliceerd", "Publish report", "Report published"),
    "present": ("Jaarverslag aanbieden", "Jaarverslag aangeboden", "Present", "Presented"),
    "decide_measures": ("Maatregelen vaststellen", "Maatregelen vastgesteld", "Decide measures", "Measures decided"),
    "evaluate_measure": ("Maatregel beoordelen", "Maatregel beoordeeld", "Evaluate measure", "Measure evaluated"),
    "close_year": ("Jaar afsluiten", "Jaar afgesloten", "Close year", "Year closed"),
}
_SYSTEM: Final = {
    "sent": ("Versturen", "Verstuurd", "Send", "Sent"),
    "bounced": ("Melden dat het bericht niet aankwam", "Bericht kwam niet aan", "Report bounce", "Message bounced"),
    "imported": ("Overnemen uit ander systeem", "Overgenomen uit ander systeem", "Import", "Imported"),
}

ACT_GROUPS: Final = {
    "intake": _INTAKE,
    "informal": _INFORMAL,
    "inquiry": _INQUIRY,
    "decision": _DECISION,
    "products": _PRODUCTS,
    "objection": _OBJECTION,
    "record": _RECORD,
    "year": _YEAR,
    "system": _SYSTEM,
}
_ALL: Final = {code: phrases for group in ACT_GROUPS.values() for code, phrases in group.items()}

TO_DO: Final = {code: {"nl": do, "en": en_do} for code, (do, _done, en_do, _en_done) in _ALL.items()}
DONE: Final = {code: {"nl": done, "en": en_done} for code, (_do, done, _en_do, en_done) in _ALL.items()}
