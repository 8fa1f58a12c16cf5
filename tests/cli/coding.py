"""What the program finds in short made-up articles: each with all acts that it should give."""
# SPDX-License-Identifier: Apache-2.0
import json

from program import ProgramTest, main

DATE = "2025-03-12"  # a Wednesday, on which every article is published

# name, text, acts: "TYPE/mode actors -> recipients", names joined by " + ", in any order.
ARTICLES = (
    ("members of a group are those listed",
     "Neighbours speak out\n\n"
     "The Blue River Forum comprises three countries: Laos, Cambodia and Thailand.\n\n"
     "The three countries condemned Myanmar on Tuesday.\n",
     ("ACCUSE/disapprove Cambodia + Laos + Thailand -> Myanmar",)),
    ("the leaders are those who met",
     "Leaders meet in Berlin\n\n"
     "French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on Tuesday.\n\n"
     "The two leaders condemned Iran. They also thanked Canada for its help.\n",
     ("CONSULT/meeting Emmanuel Macron + Olaf Scholz ->",
      "ACCUSE/disapprove Emmanuel Macron + Olaf Scholz -> Iran",
      "SUPPORT/thank Emmanuel Macron + Olaf Scholz -> Canada")),
    ("those who are told apart met apart",
     "Talks in Vientiane\n\n"
     "Japanese Foreign Minister Takeshi Iwaya met separately with Indian Foreign Minister "
     "Subrahmanyam Jaishankar and Australian Foreign Minister Penny Wong on Tuesday.\n",
     ("CONSULT/meeting Subrahmanyam Jaishankar + Takeshi Iwaya ->",
      "CONSULT/meeting Penny Wong + Takeshi Iwaya ->")),
    ("a visit to two states is two visits",
     "Minister to travel\n\n"
     "Japanese Foreign Minister Takeshi Iwaya will visit Laos and Cambodia next week.\n",
     ("AGREE/meet Takeshi Iwaya -> Laos", "AGREE/meet Takeshi Iwaya -> Cambodia")),
    ("who is due to come has not come",
     "Visit expected\n\n"
     "Polish President Andrzej Duda is reportedly due to visit Estonia on Friday.\n",
     ("AGREE/meet Andrzej Duda -> Estonia",)),
    ("a question tells nothing",
     "Will it come to talks?\n\n"
     "Is Armenia ready to negotiate with Azerbaijan?\n",
     ()),
    ("each state expels for itself",
     "Diplomats expelled\n\n"
     "Estonia and Latvia each expelled one Russian diplomat on Tuesday.\n",
     ("SANCTION/expel Estonia -> Russian diplomat", "SANCTION/expel Latvia -> Russian diplomat")),
    ("of praise and thanks to the same the thanks are entered",
     "Speech in Santiago\n\n"
     "In a speech on Tuesday, Chilean President Gabriel Boric praised Uruguay. "
     "Boric thanked Uruguay for its support.\n",
     ("SUPPORT/thank Gabriel Boric -> Uruguay",)),
    ("whom somebody calls on to do what",
     "Calls from Brussels\n\n"
     "The European Union called on Serbia and Kosovo to meet. "
     "Amnesty International called for Belarus to free its prisoners.\n",
     ("REQUEST/meet European Union -> Kosovo + Serbia",
      "REQUEST/yield Amnesty International -> Belarus")),
    ("nameless servants stand for their state",
     "Minsk and its neighbour\n\n"
     "Belarus condemned Lithuanian diplomats on Tuesday. Lithuania gave no answer.\n",
     ("ACCUSE/disapprove Belarus -> Lithuania",)),
    ("ties that are raised by agreement",
     "Talks in Hanoi\n\n"
     "Vietnam and Chile agreed on Tuesday to upgrade their relations to a comprehensive partnership.\n",
     ("SUPPORT/recognise Chile + Vietnam ->",)),
    ("whom somebody always backs is no act",
     "Views from Caracas\n\n"
     "Venezuelan President Nicolas Maduro, who backs Cuba, condemned Colombia on Tuesday.\n",
     ("ACCUSE/disapprove Nicolas Maduro -> Colombia",)),
    ("two tellings of one coming visit",
     "State visit planned\n\n"
     "Italian President Sergio Mattarella will make a state visit to Japan early next week. "
     "Mattarella is scheduled to depart for Japan on Sunday.\n",
     ("AGREE/meet Sergio Mattarella -> Japan",)),
    ("a leader who tells another something has talked with him",
     "Words in Oslo\n\n"
     "Norwegian Prime Minister Jonas Gahr Støre told visiting Ghanaian President "
     "John Mahama that he trusted him.\n",
     ("CONSULT/meeting John Mahama + Jonas Gahr Støre ->",)),
    ("who issues a statement says what stands in it",
     "Statement in Quito\n\n"
     "Ecuador issued a statement condemning Panama. "
     "\"I want to thank Mexico,\" Ecuadorian President Daniel Noboa said.\n",
     ("ACCUSE/disapprove Ecuador -> Panama", "SUPPORT/thank Daniel Noboa -> Mexico")),
    ("a surname that is a function word, too",
     "Talks in London\n\n"
     "British Prime Minister Theresa May held talks with Irish Prime Minister Leo Varadkar.\n",
     ("CONSULT/meeting Leo Varadkar + Theresa May ->",)),
    ("those among a number of guests",
     "Guests in Beijing\n\n"
     "A number of leaders have already arrived in Beijing. Among them are Hungarian Prime Minister "
     "Viktor Orban and Chilean President Gabriel Boric.\n",
     ("CONSULT/visit Gabriel Boric -> China", "CONSULT/visit Viktor Orban -> China")),
    ("the author of a statement says \"we\"",
     "Statement by the Ministry of Foreign Affairs of Mongolia regarding the earthquake in Myanmar\n\n"
     "The earthquake destroyed many houses in the city of Mandalay on Monday morning.\n\n"
     "We condemn North Korea for its silence about the earthquake.\n",
     ("ACCUSE/disapprove Ministry of Foreign Affairs of Mongolia -> North Korea",)),
    ("what is done without, instead of or rather than",
     "No talks in Lima\n\n"
     "Peru changed its tax law without consulting Chile. Chile recalled its ambassador from Peru "
     "instead of meeting the Peruvian foreign minister.\n",
     ("SANCTION/withdraw Chile -> Peru",)),
    ("what is threatened, across a day",
     "Words in Belgrade\n\n"
     "Serbia threatened on Monday to close its border with Kosovo.\n",
     ("THREATEN/- Serbia -> Kosovo",)),
    ("an accusation is no attack, and what is called a crime is what was charged",
     "Charges in Khartoum\n\n"
     "Ethiopia accused Sudanese forces of shelling a school in Gedaref, calling it a crime.\n",
     ("ACCUSE/allege Ethiopia -> Sudan",)),
    ("a particle makes another verb",
     "Drones over Latvia\n\n"
     "Estonia shot down 12 Belarusian drones on Tuesday.\n",
     ("ASSAULT/heavy-weapons Estonia -> Belarus",)),
    ("about so many troops",
     "Exercise in the north\n\n"
     "Turkey sent about 500 troops to Syria on Tuesday.\n",
     ("MOBILIZE/troops Turkey -> Syria",)),
    ("a paper that gets no answer refuses nothing",
     "Silence in Beirut\n\n"
     "The Lebanese information minister did not respond to a request for comment.\n",
     ()),
    ("regret over what another did is blame",
     "Words in Brasilia\n\n"
     "Brazil expressed regret over the military action taken by Colombia on Tuesday.\n",
     ("ACCUSE/disapprove Brazil -> Colombia",)),
    ("an envoy named with his office is summoned",
     "Envoy called in\n\n"
     "French ambassador Pierre Dupont was summoned to the Foreign Ministry of Iran on Tuesday.\n",
     ("ACCUSE/summon Foreign Ministry of Iran -> Pierre Dupont",)),
)


def line_of(act, names):
    """An act as one line, participants sorted."""
    def sorted_names(keys):
        return " + ".join(sorted(names[key] for key in keys))
    mode = act["mode"] or "-"
    return (f"{act['type']}/{mode} {sorted_names(act['actors'])} -> "
            f"{sorted_names(act['recipients'])}").rstrip()


class Coding(ProgramTest):
    """Whole articles through the whole program."""

    def acts_of(self, name, text):
        path = self.write(name + ".txt", text.encode())
        meta = self.write("meta.tsv", f"doc\tdate\toutlet\turl\n{name}\t{DATE}\t\t\n".encode())
        done = self.run_program("code", "--meta", meta, path)
        ledger = json.loads(done.stdout)
        names = {entity["key"]: entity["name"] for entity in ledger["entities"]}
        return sorted(line_of(act, names) for act in ledger["acts"])

    def test_articles(self):
        for number, (name, text, acts) in enumerate(ARTICLES):
            with self.subTest(name):
                self.assertEqual(self.acts_of(f"article{number}", text), sorted(acts))


if __name__ == "__main__":
    main()
