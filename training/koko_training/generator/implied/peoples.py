"""Groups in the word forms that these sentences need."""

from koko_training.generator.groups import GROUP_SLOTS, lines, listed

# Groups that "some", "most" and "those" can stand before.
BARE = {
    name: tuple(word for word in GROUP_SLOTS[name] if not word.startswith(("the ", "two ")))
    for name in ("nationals", "believers", "ethnics", "genders", "queer", "disabled", "migrants", "ages")
}

# One group in three word forms, for sentences that name it twice.
FROM_ABROAD = {
    plural: (plural, person, adjective)
    for plural, person, adjective in (
        listed(line)
        for line in lines("""
            muslims, muslim, muslim
            jews, jew, jewish
            hindus, hindu, hindu
            sikhs, sikh, sikh
            mexicans, mexican, mexican
            chinese people, chinese woman, chinese
            indians, indian, indian
            pakistanis, pakistani, pakistani
            nigerians, nigerian, nigerian
            somalis, somali, somali
            turks, turk, turkish
            poles, pole, polish
            romanians, romanian, romanian
            syrians, syrian, syrian
            afghans, afghan, afghan
            moroccans, moroccan, moroccan
            russians, russian, russian
            albanians, albanian, albanian
            haitians, haitian, haitian
            filipinos, filipino, filipino
            vietnamese people, vietnamese man, vietnamese
            arabs, arab, arab
            asians, asian, asian
            africans, african, african
            black people, black person, black
            latinos, latino, latino
            roma people, roma, roma
            gypsies, gypsy, gypsy
            immigrants, immigrant, foreign
            refugees, refugee, foreign
            foreigners, foreigner, foreign
            migrants, migrant, foreign
        """)
    )
}
PEOPLES = (
    *FROM_ABROAD.values(),
    *(
        listed(line)
        for line in lines("""
            christians, christian, christian
            catholics, catholic, catholic
            white people, white person, white
            native americans, native american, indigenous
            women, woman, female
            trans people, trans person, trans
            trans women, trans woman, transgender
            nonbinary people, nonbinary person, nonbinary
            gay people, gay person, gay
            gay men, gay man, gay
            lesbians, lesbian, lesbian
            bisexuals, bisexual, bisexual
            queer people, queer person, queer
            disabled people, disabled person, disabled
            wheelchair users, wheelchair user, disabled
            deaf people, deaf person, deaf
            blind people, blind person, blind
            autistic people, autistic person, autistic
            old people, pensioner, elderly
        """)
    ),
)
