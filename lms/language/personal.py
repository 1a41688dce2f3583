"""What somebody says of themselves and may not have meant for others: own use, recovery, health, record, papers.

Data for the browser of whoever types it, in English and Spanish, in the first person alone. It is never looked for on
our side: nothing here reads a text, and nothing is to. Few false alarms matter more than finding all: who is asked for
nothing stops reading what we ask.
"""

from lms.language.portable import portable

# What somebody used, so that a printer is none of it; and not what is handed out or taught under that name.
DRUGS = (
    r"(?:drugs|heroin|dope|fentanyl|fetty|meth|crystal|speed|crack|coke|cocaine|pills|percs|oxys?|xanax|benzos|opioids|"
    r"opiates|tranq|drogas|heroína|fentanilo|cristal|pastillas|cocaína|metanfetamina)"
)
WORK = (
    r"(?! (?:tests?|testing|strips?|kits?|pipes?|checking|cards?|flyers?|pamphlets?|materials?|info\w*|supplies|steps|"
    r"education|training|prevention|response|awareness|talks?|practice|lessons?|modules?|courses?|class|scenarios?|roles?|"
    r"role[- ]play|questions?|house|center|room|shifts?|coach|groups?|teams?|site|mode|position)\b)"
)
ENDS = r"(?=[.,;:!?)]|\s*$| (?:too|then|and|but|so|for|since|now|there|here|today)\b)"
ILLNESS = (
    r"(?:hiv|aids|hep(?:atitis)? ?[abc]?\b|diabetes|depression|anxiety|ptsd|adhd|bipolar|schizophrenia|epilepsy|"
    r"seizures|cancer|vih|sida|hepatitis|depresión|ansiedad|epilepsia|cáncer)"
)
MEDICINE = r"(?:methadone|suboxone|subutex|buprenorphine|bupe|sublocade|vivitrol|metadona|buprenorfina)"
I_AM = r"(?:\bI(?: am|['’]m| was))"
I_HAVE_BEEN = r"(?:\bI(?: have|['’]ve) been)"
SO_LONG = r"(?:(?:now|still|also|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|days?|months?|years?) ){0,3}"

USE = [
    rf"\bI (?:also |still |once |used to )?(?:used?|shoot|shot|smoked?|snort|snorted|inject|injected) {DRUGS}\b{WORK}",
    rf"\bI (?:use|used|do|did) (?:drugs|again|alone){ENDS}",
    rf"\bI used to (?:shoot up|get high|do drugs)\b|\bI used to (?:use|inject){ENDS}",
    rf"\bwhen I (?:was using|used|shot up|was high|was out there){ENDS}",
    r"\bI (?:relapsed|overdosed|od['’]?d|got high|shot up|was high|am high)\b",
    r"\bI(?: am|['’]m) (?:still |also )?(?:using again|an addict|in active addiction)\b",
    rf"\bmy (?:own )?(?:drug use|using days|relapse|addiction|overdose|last use)\b{WORK}",
    rf"\bmy own use{ENDS}",
    r"\byo (?:también |todavía |ya no |antes |sí )?consum(?:o|ía|í)\b",
    r"\b(?:recaí|volví a consumir|he vuelto a consumir|me inyect(?:o|é|aba)|tuve una sobredosis)\b",
    r"\bmi (?:propio |propia )?(?:consumo|recaída|adicción|sobredosis)\b",
]
RECOVERY = [
    rf"{I_AM} (?:also |still |now |a person )?in (?:long[- ]term |early )?recovery\b{WORK}",
    rf"\bmy (?:own )?recovery\b{WORK}",
    rf"(?:{I_AM}|{I_HAVE_BEEN}) {SO_LONG}(?:sober|abstinent|clean{ENDS})",
    r"\bmy (?:sobriety|sponsor|clean time|home group|[an]a meetings?)\b",
    rf"{I_AM} on {MEDICINE}\b",
    rf"\bmy (?:own )?(?:dose of )?{MEDICINE}\b{WORK}",
    r"\b(?:yo )?estoy en recuperación\b",
    r"\bmi (?:propia )?(?:recuperación|sobriedad)\b",
    r"\bllevo (?:[\wñ]{1,12} ){1,4}(?:sobri[oa]|limpi[oa]|sin consumir)\b",
    rf"\b(?:yo tomo|estoy tomando|mi) {MEDICINE}\b",
]
HEALTH = [
    rf"\bI (?:have|had|live with|was diagnosed with) (?:\w{{1,12}} )?{ILLNESS}{WORK}(?=\W|$)",
    rf"{I_AM} (?:hiv|hep c|vih)[ -]?positive\b",
    rf"{I_AM} (?:pregnant|bipolar|diagnosed|in the psych ward|suicidal|in therapy)\b",
    rf"\bmy (?:own )?(?:{ILLNESS}|diagnosis|therapist|psychiatrist|mental health|pregnancy|disability|meds)\b{WORK}",
    r"\bmy (?:own )?medication\b",
    rf"\btengo {ILLNESS}(?=\W|$)",
    r"\b(?:yo )?(?:soy seropositiv[oa]|estoy embarazada|estoy en terapia)\b",
    r"\bme diagnosticaron\b",
    r"\bmi (?:propi[oa] )?(?:diagnóstico|terapeuta|psiquiatra|depresión|ansiedad|embarazo|salud mental|medicación)\b",
]
RECORD = [
    rf"{I_AM} (?:arrested|locked up|incarcerated|convicted|in (?:jail|prison)|on (?:parole|probation)|a felon)\b",
    r"\bI (?:did time|got arrested|got locked up|went to (?:jail|prison)|have a (?:criminal )?record|have a felony)\b",
    r"\bmy (?:own )?(?:(?:criminal|arrest|police) record|felony|parole|probation|warrants?|court date)\b",
    r"\b(?:yo )?estuve (?:en la cárcel|en prisión|pres[oa]|detenid[oa]|encarcelad[oa])\b",
    r"\b(?:me arrestaron|me encarcelaron|me condenaron)\b",
    r"\bmi(?:s)? (?:antecedentes|libertad condicional|condena|probatoria)\b",
]
PAPERS = [
    rf"{I_AM} (?:undocumented|an immigrant without papers|deported|in deportation)\b",
    r"\bI (?:have no|do not have|don['’]t have) (?:papers|a visa|a green card)\b",
    r"\bmy (?:own )?(?:visa|green card|asylum(?: case)?|immigration (?:status|case|papers|hearing)|daca|deportation)\b",
    r"\b(?:yo )?soy indocumentad[oa]\b",
    r"\b(?:no tengo papeles|sin mis papeles|me deportaron)\b",
    r"\bmi (?:visa|asilo|caso de asilo|caso migratorio|situación migratoria|estatus migratorio|deportación)\b",
]
LOOKED_FOR = [portable(pattern) for kind in (USE, RECOVERY, HEALTH, RECORD, PAPERS) for pattern in kind]
