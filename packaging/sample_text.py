# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words of the sample: a model draft convention on electronic evidence, written for this program.

No State has proposed it. It has good clauses and bad ones on purpose, so that there is work to do.
"""

from __future__ import annotations

SYMBOL = "M/CONF.1/7"
TITLE = "Draft convention on electronic evidence in criminal matters"
FACTS = ("Distr.: General", "4 March 2026", "Original: English")
BODY = (
    "Intergovernmental conference on electronic evidence",
    "Second session",
    "Item 3 of the provisional agenda",
    "Consideration of the draft convention",
)

PREAMBLE = (
    "<i>The States Parties to this Convention</i>,",
    "<i>Concerned</i> that evidence of crime is increasingly kept in electronic form, often outside "
    "the territory of the State that investigates,",
    "<i>Recalling</i> that measures against crime must respect human rights and fundamental freedoms, "
    "and that privacy is a condition of the free exchange of ideas,",
    "<i>Mindful</i> of the work of researchers, journalists and defenders of human rights, whose "
    "trade depends on the confidentiality of communications,",
    "<i>Have agreed</i> as follows:",
)

CHAPTERS: tuple[tuple[str, str, tuple[tuple[str, str, tuple[str, ...]], ...]], ...] = (
    (
        "Chapter I", "General provisions",
        (
            ("Article 1", "Purpose", (
                "1. The purpose of this Convention is to promote and strengthen cooperation between "
                "States Parties in the collection, preservation and sharing of evidence in electronic "
                "form.",
                "2. Nothing in this Convention shall be interpreted as permitting the suppression of "
                "human rights or fundamental freedoms, including the freedoms of expression, "
                "conscience, opinion, religion or belief, peaceful assembly and association.",
            )),
            ("Article 2", "Use of terms", (
                "For the purposes of this Convention:",
                "(a) “Electronic evidence” shall mean any information in electronic form that may be "
                "used to prove [any offence] [a serious offence];",
                "(b) “Serious offence” shall mean conduct punishable by a maximum deprivation of liberty "
                "of at least [three] [four] years or a more serious penalty;",
                "(c) “Service provider” shall mean any public or private entity that enables its users "
                "to communicate, or that stores or otherwise processes information on their behalf;",
                "(d) “Traffic data” shall mean data about a communication that indicate its origin, "
                "destination, route, time, size or duration.",
            )),
            ("Article 3", "Scope of application", (
                "1. This Convention shall apply to the investigation and prosecution of the offences "
                "established in accordance with it and, where so provided, to the collection of "
                "evidence in electronic form of any criminal offence.",
                "2. [Each State Party may reserve the right not to apply paragraph 1 to conduct that is "
                "not an offence under its domestic law.]",
            )),
        ),
    ),
    (
        "Chapter II", "Criminalization",
        (
            ("Article 4", "Access without right", (
                "1. Each State Party shall adopt such measures as may be necessary to establish as a "
                "criminal offence, when committed intentionally, access without right to the whole or "
                "any part of an information system.",
                "2. A State Party may require that the offence be committed by infringing security "
                "measures, or with dishonest intent.",
            )),
            ("Article 5", "Dissemination of false information", (
                "[Each State Party shall adopt such measures as may be necessary to establish as a "
                "criminal offence the dissemination, by means of an information system, of information "
                "that is false or misleading and that may disturb public order.]<sup>1</sup>",
            )),
            ("Article 6", "Liability of legal persons", (
                "Each State Party shall adopt such measures as may be necessary, consistent with its "
                "legal principles, to establish the liability of legal persons for participation in "
                "the offences established in accordance with this Convention.",
            )),
        ),
    ),
    (
        "Chapter III", "Procedural measures",
        (
            ("Article 7", "Conditions and safeguards", (
                "1. Each State Party shall ensure that the establishment, implementation and application "
                "of the powers and procedures provided for in this chapter are subject to conditions "
                "and safeguards provided for under its domestic law, which shall incorporate the "
                "principle of proportionality.",
                "2. Such conditions and safeguards shall, as appropriate, include independent review, "
                "grounds justifying application, and limitation of the scope and the duration of such "
                "power or procedure.",
            )),
            ("Article 8", "Expedited preservation of stored data", (
                "1. Each State Party shall adopt such measures as may be necessary to enable its "
                "competent authorities to order the expeditious preservation of specified electronic "
                "data, for a period of time of up to ninety days.",
                "2. Each State Party shall oblige the custodian to keep confidential the undertaking of "
                "such procedures for an unlimited period of time.",
            )),
            ("Article 9", "Search of stored data", (
                "1. Each State Party shall empower its competent authorities to search or similarly "
                "access:",
                "(a) an information system or part of it, and the data stored therein;",
                "(b) a storage medium in which the data sought may be stored.",
                "2. Where the authorities have grounds to believe that the data sought are stored in "
                "another system, they shall be able to extend the search to that system without "
                "further authorization.",
                "3. Each State Party shall empower its competent authorities to order any person who "
                "has knowledge of the functioning of the system to provide the information necessary "
                "to enable the search, including the means of decryption.",
            )),
            ("Article 10", "Real-time collection of traffic data", (
                "Each State Party shall empower its competent authorities to collect or record, in real "
                "time and by technical means, traffic data associated with specified communications in "
                "its territory, [subject to prior authorization by a judicial or other independent "
                "authority].",
            )),
        ),
    ),
    (
        "Chapter IV", "International cooperation",
        (
            ("Article 11", "General principles", (
                "1. States Parties shall cooperate with each other to the widest extent possible for the "
                "collection and sharing of evidence in electronic form of any criminal offence.",
                "2. Cooperation may be refused where the requested State Party has substantial grounds "
                "for believing that the request was made for the purpose of prosecuting or punishing a "
                "person on account of that person’s sex, race, language, religion, nationality, ethnic "
                "origin or political opinions.",
            )),
            ("Article 12", "Protection of personal data", (
                "A State Party that transfers personal data under this Convention shall do so subject to "
                "its domestic law and to its obligations under applicable international law. States "
                "Parties shall not be required to transfer personal data where it cannot be provided "
                "in accordance with their laws on the protection of personal data.",
            )),
            ("Article 13", "Spontaneous information", (
                "A State Party may, within the limits of its domestic law and without prior request, "
                "forward to another State Party information obtained within the framework of its own "
                "investigations, and may request that it be kept confidential.",
            )),
        ),
    ),
    (
        "Chapter V", "Final provisions",
        (
            ("Article 14", "Adoption of protocols", (
                "This Convention may be supplemented by one or more protocols, which may establish "
                "further offences and which shall be adopted by a majority of the States Parties "
                "present and voting.",
            )),
            ("Article 15", "Entry into force", (
                "This Convention shall enter into force on the ninetieth day after the date of deposit "
                "of the thirtieth instrument of ratification, acceptance, approval or accession.",
            )),
        ),
    ),
)  # fmt: skip

FOOTNOTE = "1  Several delegations reserved their position on this article."

TAGS: tuple[tuple[str, str, tuple[str, ...], dict[str, str]], ...] = (
    ("Ana Ruiz", "evidence in electronic form of any criminal offence", ("COO-1",), {
        "nth": "1", "severity": "4", "recommendation": "amend",
        "wording": "evidence in electronic form of a serious offence",
        "note": "Scope reaches every offence, however slight.",
    }),
    ("Ana Ruiz", "the dissemination, by means of an information system, of information that is false "
     "or misleading and that may disturb public order", ("EXP-1", "SCO-2"), {
        "severity": "4", "recommendation": "delete",
        "note": "Content offence; false and public order are undefined.",
    }),
    ("Ana Ruiz", "to keep confidential the undertaking of such procedures for an unlimited period of "
     "time", ("SAF-5",), {"severity": "3", "recommendation": "amend"}),
    ("Ana Ruiz", "extend the search to that system without further authorization", ("SAF-3", "SUR-3"), {
        "severity": "4", "recommendation": "delete",
    }),
    ("Ana Ruiz", "including the means of decryption", ("PRV-5",), {"severity": "3"}),
    ("Bo Lindqvist", "to keep confidential the undertaking of such procedures for an unlimited period "
     "of time", ("SAF-5",), {
        "severity": "2", "recommendation": "amend",
        "note": "A limit would cure it; ninety days, renewable by a court.",
    }),
    ("Bo Lindqvist", "subject to prior authorization by a judicial or other independent authority",
     ("SAF-3",), {"severity": "", "stance": "strengthens", "recommendation": "retain"}),
    ("Bo Lindqvist", "a person on account of that person’s sex, race, language, religion, "
     "nationality, ethnic origin or political opinions", ("COO-2",), {
        "stance": "strengthens", "recommendation": "retain", "note": "Make it a duty: shall be refused.",
    }),
)  # fmt: skip
"""Reviewer, quote, codes and fields of the sample's tags."""
