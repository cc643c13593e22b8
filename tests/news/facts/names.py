"""Small articles and what their names are: (text, {mention: (full name, role)}); written before the rules were run."""

LATER = {
    "surname": (
        "Ned Lamont, the Connecticut governor, signed the bill on Monday. Lamont said the law would help.",
        {
            "Ned Lamont": ("Ned Lamont", "the Connecticut governor"),
            "Lamont": ("Ned Lamont", "the Connecticut governor"),
        },
    ),
    "rank behind a body": (
        (
            "Media told of the death of Islamic Revolutionary Guard Corps Brigadier General Kioumars Pourhashemi. "
            "Pourhashemi was killed in Aleppo."
        ),
        {
            "Kioumars Pourhashemi": (
                "Kioumars Pourhashemi",
                "Islamic Revolutionary Guard Corps Brigadier General",
            ),
            "Pourhashemi": ("Kioumars Pourhashemi", "Islamic Revolutionary Guard Corps Brigadier General"),
        },
    ),
    "two of one surname": (
        "Ahmed Hassan and Omar Hassan were arrested in Cairo on Monday. Hassan denied the charges.",
        {
            "Ahmed Hassan": ("Ahmed Hassan", None),
            "Omar Hassan": ("Omar Hassan", None),
            "Hassan": ("Hassan", None),
        },
    ),
    "Mrs. and Mr.": (
        (
            "Ruth Keller and her husband, Martin Keller, own the farm. Mrs. Keller said the barn burned down. "
            "Mr. Keller was in town."
        ),
        {"Ruth Keller": ("Ruth Keller", None), "Martin Keller": ("Martin Keller", None)},
    ),
    "small particles": (
        "Mark Rutte met Ursula von der Leyen in Brussels on Friday. Von der Leyen praised Rutte.",
        {"Von der Leyen": ("Ursula von der Leyen", None), "Rutte": ("Mark Rutte", None)},
    ),
    "Jr.": (
        "Robert Kennedy Jr. spoke in Denver on Monday. Kennedy said he would run.",
        {"Kennedy": ("Robert Kennedy Jr.", None)},
    ),
    "initial": (
        "George W. Bush opened the library on Monday. Bush thanked the donors.",
        {"Bush": ("George W. Bush", None)},
    ),
    "surname first": (
        "Hau Lung-bin opened the festival in Taipei. Mayor Hau said 300,000 people came.",
        {"Hau": ("Hau Lung-bin", "Mayor")},
    ),
    "article al-": (
        "Suleiman al-Amr spoke on state television on Friday. Al-Amr said the crane fell at noon.",
        {"Al-Amr": ("Suleiman al-Amr", None)},
    ),
    "without al-": (
        "Syrian President Bashar al-Assad spoke in Damascus. Assad said the army would hold.",
        {"Assad": ("Bashar al-Assad", "Syrian President")},
    ),
    "hyphen": (
        "Jean-Luc Melenchon's party won the vote in Marseille. Melenchon called it a victory.",
        {"Jean-Luc Melenchon": ("Jean-Luc Melenchon", None), "Melenchon": ("Jean-Luc Melenchon", None)},
    ),
    "one Kim": (
        "Kim Jong Un visited the border on Tuesday. Kim said the army was ready.",
        {"Kim": ("Kim Jong Un", None)},
    ),
    "two Kims": (
        "Kim Jong Un and his sister, Kim Yo Jong, visited the border on Tuesday. Kim said the army was ready.",
        {"Kim": ("Kim", None)},
    ),
    "first name": (
        "Daniel Montalvo left the camp in Florida. Daniel said he was tired.",
        {"Daniel": ("Daniel Montalvo", None)},
    ),
    "before another noun": (
        "President George Bush flew to Texas. The Bush administration said nothing.",
        {"Bush": ("George Bush", "President")},
    ),
    "a place is no person": (
        "Jordan Pickford saved a penalty in London. He was born near Washington. George Washington was a president.",
        {"Jordan Pickford": ("Jordan Pickford", None)},
    ),
}

BODIES = {
    "acronym in brackets": (
        "Hayat Tahrir al-Sham (HTS) launched the attack on Tuesday. Fighters of HTS entered the town.",
        {
            "Hayat Tahrir al-Sham": ("Hayat Tahrir al-Sham", None),
            "HTS": ("Hayat Tahrir al-Sham", None),
        },
    ),
    "acronym behind": (
        "The World Health Organization (WHO) sent doctors to Kabul. The WHO said they would stay.",
        {"WHO": ("World Health Organization", None)},
    ),
    "acronym by initials": (
        "The Christian Democratic Union lost the vote in Germany. The CDU won 21 percent.",
        {"CDU": ("Christian Democratic Union", None)},
    ),
    "acronym before its name": (
        "NATO sent 400 troops. The North Atlantic Treaty Organization was founded in 1949.",
        {"NATO": ("North Atlantic Treaty Organization", None)},
    ),
    "a rights group": (
        (
            "The Syrian Observatory for Human Rights said 12 people died on Friday. "
            "The SOHR, a rights group, is based in Britain."
        ),
        {"SOHR": ("Syrian Observatory for Human Rights", "a rights group")},
    ),
    "short form": (
        (
            "The Syrian Observatory for Human Rights said 12 people died on Friday. "
            "The Observatory has sources across the country."
        ),
        {"Observatory": ("Syrian Observatory for Human Rights", None)},
    ),
    "the Guard": (
        "Iran's Islamic Revolutionary Guard Corps said a general died in Aleppo. The Guard said he was an adviser.",
        {"Guard": ("Islamic Revolutionary Guard Corps", None)},
    ),
    "the Ministry": (
        "The Interior Ministry said 12 people were held in Sofia. The Ministry gave no names.",
        {"Ministry": ("Interior Ministry", None)},
    ),
    "two ministries": (
        "The Interior Ministry and the Foreign Ministry in Sofia disagreed. The Ministry gave no names.",
        {"Interior Ministry": ("Interior Ministry", None), "Foreign Ministry": ("Foreign Ministry", None)},
    ),
    "legal ending": (
        "Volkswagen AG said on Monday that profits fell. Volkswagen said sales in China were weak.",
        {"Volkswagen AG": ("Volkswagen AG", None), "Volkswagen": ("Volkswagen AG", None)},
    ),
    "apposition of a body": (
        "Human Rights Watch, an advocacy group, criticised the law on Monday.",
        {"Human Rights Watch": ("Human Rights Watch", "an advocacy group")},
    ),
    "apposition with a participle": (
        "Oxfam, a charity based in Oxford, sent aid to Yemen on Monday.",
        {"Oxfam": ("Oxfam", "a charity based in Oxford")},
    ),
    "no apposition in a list": (
        "Oxfam, Save the Children and the Red Cross sent aid to Yemen on Monday.",
        {"Oxfam": ("Oxfam", None)},
    ),
}

ROLES = {
    "before the name": (
        "Prime Minister Keir Starmer met reporters in London. Starmer said talks would go on.",
        {"Keir Starmer": ("Keir Starmer", "Prime Minister"), "Starmer": ("Keir Starmer", "Prime Minister")},
    ),
    "spokeswoman for": (
        "Anna Weber, a spokeswoman for the Interior Ministry, said two people were held in Berlin.",
        {"Anna Weber": ("Anna Weber", "a spokeswoman for the Interior Ministry")},
    ),
    "behind an age": (
        "Peter Novak, 45, the mayor of Zilina, resigned on Tuesday.",
        {"Peter Novak": ("Peter Novak", "the mayor of Zilina")},
    ),
    "an age alone": (
        "Peter Novak, 45, resigned on Tuesday.",
        {"Peter Novak": ("Peter Novak", None)},
    ),
    "former": (
        "Former President Barack Obama spoke in Chicago on Monday. Obama praised the volunteers.",
        {"Obama": ("Barack Obama", "Former President")},
    ),
    "former behind": (
        "Tony Blair, the former British prime minister, arrived in Cairo on Monday.",
        {"Tony Blair": ("Tony Blair", "the former British prime minister")},
    ),
    "who is": (
        "Maria Lopez, who is the mayor of Tulsa, opened the bridge on Friday.",
        {"Maria Lopez": ("Maria Lopez", "the mayor of Tulsa")},
    ),
    "who was": (
        "Maria Lopez, who was the mayor of Tulsa until 2019, died on Friday.",
        {"Maria Lopez": ("Maria Lopez", "was the mayor of Tulsa until 2019")},
    ),
    "who is not": (
        "Maria Lopez, who is not the mayor of Tulsa, spoke on Friday.",
        {"Maria Lopez": ("Maria Lopez", None)},
    ),
    "Mr is no role": (
        "Mark Tedeschi prosecuted the case in Sydney. Mr Tedeschi said the parents knew.",
        {"Tedeschi": ("Mark Tedeschi", None)},
    ),
    "each one's own": (
        "President Donald Trump met Chancellor Angela Merkel in Washington. Merkel thanked Trump.",
        {"Trump": ("Donald Trump", "President"), "Merkel": ("Angela Merkel", "Chancellor")},
    ),
    "two behind": (
        "The fire was seen by John Smith, a witness, and Mary Jones, a nurse.",
        {"John Smith": ("John Smith", "a witness"), "Mary Jones": ("Mary Jones", "a nurse")},
    ),
    "no role in a list": (
        "Tim Cook, Apple and Google were named in the lawsuit on Monday.",
        {"Tim Cook": ("Tim Cook", None)},
    ),
    "no role in an adverbial": (
        "Emmanuel Macron, along with two ministers, left Paris on Monday.",
        {"Emmanuel Macron": ("Emmanuel Macron", None)},
    ),
    "no role in an attribution": (
        "Emmanuel Macron, the minister said, will travel to Berlin on Monday.",
        {"Emmanuel Macron": ("Emmanuel Macron", None)},
    ),
    "mother of three": (
        "Jane Cooper, a mother of three, was injured in Leeds on Monday.",
        {"Jane Cooper": ("Jane Cooper", "a mother of three")},
    ),
    "spokesman of a group": (
        "Zabihullah Mujahid, a Taliban spokesman, denied the report on Monday.",
        {"Zabihullah Mujahid": ("Zabihullah Mujahid", "a Taliban spokesman")},
    ),
    "acting": (
        "Acting Attorney General Sally Yates was dismissed on Monday.",
        {"Sally Yates": ("Sally Yates", "Acting Attorney General")},
    ),
    "chief executive": (
        "Chief executive Mary Barra said General Motors would hire 500 people.",
        {"Mary Barra": ("Mary Barra", "Chief executive")},
    ),
    "possessed": (
        "His lawyer, David Stern, said the charges were false.",
        {"David Stern": ("David Stern", "lawyer")},
    ),
    "a body's head": (
        "The union's president, Linda Park, said the strike would go on.",
        {"Linda Park": ("Linda Park", "The union's president")},
    ),
    "party before": (
        "Republican Sen. Lindsey Graham said on Monday that he would vote no.",
        {"Lindsey Graham": ("Lindsey Graham", "Republican Sen.")},
    ),
    "age before": (
        "The 34-year-old singer Rita Brown will play in Oslo on Monday.",
        {"Rita Brown": ("Rita Brown", "singer")},
    ),
    "country before": (
        "British Foreign Secretary David Lammy flew to Ankara on Monday.",
        {"David Lammy": ("David Lammy", "British Foreign Secretary")},
    ),
    "two ranks": (
        "Lt. Gen. Mark Milley visited the base in Texas on Monday.",
        {"Mark Milley": ("Mark Milley", "Lt. Gen.")},
    ),
    "title with of before": (
        "Governor of Washington Chris Gregoire said the museum was ready.",
        {"Chris Gregoire": ("Chris Gregoire", "Governor of Washington")},
    ),
    "title with for before": (
        "Minister for Education Norma Foley opened a school in Cork on Monday.",
        {"Norma Foley": ("Norma Foley", "Minister for Education")},
    ),
    "two names in one phrase": (
        "John Wells, chairman and chief executive of Norfolk Foods, resigned on Monday.",
        {"John Wells": ("John Wells", "chairman and chief executive of Norfolk Foods")},
    ),
    "role that ends with the sentence": (
        "The vote was criticised by Helen Carter, the head of the election commission.",
        {"Helen Carter": ("Helen Carter", "the head of the election commission")},
    ),
    "a verb before is no role": (
        "Police questioned Mary Jones in London on Monday. They later released John Smith.",
        {"Mary Jones": ("Mary Jones", None), "John Smith": ("John Smith", None)},
    ),
    "another's role": (
        "The lawyer for the minister, John Smith said, will appeal in Dublin.",
        {"John Smith": ("John Smith", None)},
    ),
    "role of the next": (
        "She met Angela Merkel, President Barack Obama and David Cameron in Berlin.",
        {
            "Angela Merkel": ("Angela Merkel", None),
            "Barack Obama": ("Barack Obama", "President"),
            "David Cameron": ("David Cameron", None),
        },
    ),
}

LABELS = {
    "heads of names": (
        (
            "The Ministry of Defence and the Green Party met at Frankfurt Airport. The River Thames rose. "
            "A fire at Wembley Stadium was put out near Lake Victoria."
        ),
        {
            "Ministry of Defence": "ORG",
            "Green Party": "ORG",
            "Frankfurt Airport": "FAC",
            "River Thames": "LOC",
            "Wembley Stadium": "FAC",
            "Lake Victoria": "LOC",
        },
    ),
    "armed groups": (
        "The Al-Nusra Front and Harakat Nour said on Friday that they took the town of Saraqib.",
        {"Al-Nusra Front": "ORG", "Harakat Nour": "ORG"},
    ),
    "firms": (
        "Acme Widgets Ltd and Boden Systems Inc said on Monday that they would merge with Krupp Bau GmbH in May.",
        {"Acme Widgets Ltd": "ORG", "Boden Systems Inc": "ORG", "Krupp Bau GmbH": "ORG"},
    ),
    "schools": (
        "Researchers at the University of Leeds and Harvard University said on Monday that the drug worked.",
        {"University of Leeds": "ORG", "Harvard University": "ORG"},
    ),
    "a surname is a person throughout": (
        (
            "Imer Selmani leads the party in Skopje. Selmani said the vote was fair. A rival of Selmani left. "
            "Selmani: We respect the vote. The party of Selmani won."
        ),
        {"Imer Selmani": "PERSON", "Selmani": "PERSON"},
    ),
    "cut at a hyphen": (
        "Leung Yiu-chung won a seat in Hong Kong on Sunday. Leung Yiu-chung thanked his voters.",
        {"Leung Yiu-chung": "PERSON"},
    ),
}

POINTING = [
    (
        "Hayat Tahrir al-Sham launched the offensive on Tuesday. The group took two towns.",
        "group",
        "Hayat Tahrir al-Sham",
    ),
    ("Boeing cut 2,000 jobs in Seattle on Monday. The company said demand fell.", "company", "Boeing"),
    ("Apple sued Samsung in 2011. The company said its phones were copied.", "company", None),
    ("The Health Ministry said 12 people died on Monday. The ministry gave no details.", "ministry", "Health Ministry"),
    ("The Health Ministry and the Justice Ministry met on Monday. The ministry gave no details.", "ministry", None),
    ("Damascus fell on Friday. The city had been held since 2016.", "city", "Damascus"),
    ("Rebels left London for Paris on Friday. The city was quiet.", "city", None),
    ("Maria Lopez won the vote in Tulsa on Monday. She thanked the city.", "She", "Maria Lopez"),
    ("Anna Lopez met Maria Weber in Tulsa on Monday. She thanked the city.", "She", None),
    ("David Stern said he would resign in May.", "he", "David Stern"),
    ("David Stern met a man called Peter Novak. He would resign in May.", "He", None),
    ("A company was fined on Monday. The company said it would pay.", "company", None),
]
