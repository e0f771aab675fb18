import type { Random } from './random.ts';

type NameBook = {
  nationalityId: string;
  women: readonly string[];
  men: readonly string[];
  families: readonly string[];
};

const words = (text: string) => text.split(', ');

const books = {
  french: {
    nationalityId: 'FR',
    women: words(
      'Adèle, Alice, Aurélie, Camille, Céline, Chloé, Clémence, Émilie, Élodie, Fanny, Hélène, Inès, Jeanne, Julie, Laure, Léa, Louise, Manon, Marie, Mathilde, Noémie, Pauline, Sarah, Sophie, Valérie, Zoé',
    ),
    men: words(
      'Adrien, Alexandre, Antoine, Baptiste, Benoît, Clément, Damien, Étienne, Florian, François, Gaël, Guillaume, Hugo, Jean-Baptiste, Jérôme, Julien, Loïc, Lucas, Mathieu, Nicolas, Olivier, Paul, Quentin, Rémi, Thomas, Yann',
    ),
    families: words(
      'BERNARD, BESSON, BLANCHARD, BOURGEOIS, CARPENTIER, CHEVALIER, COLIN, DE LA TOUR, DELAUNAY, DUBOIS, DUMAS, DURAND, FABRE, FAURE, FONTAINE, GARNIER, GAUTHIER, GIRARD, GUÉRIN, HENRY, JOLY, LACROIX, LAMBERT, LE GALL, LECLERC, LEFÈVRE, LEMOINE, LEROY, MARCHAND, MARTIN, MERCIER, MEUNIER, MOREAU, NOËL, PERRIN, PETIT, PICARD, RENAUD, RIVIÈRE, ROUSSEAU, ROUX, ROY, SCHMITT, SIMON, THOMAS, TESSIER, VASSEUR, VIDAL, VINCENT, WEBER',
    ),
  },
  maghrebi: {
    nationalityId: 'MA',
    women: words(
      'Amina, Assia, Dounia, Farah, Hanane, Imane, Kenza, Leïla, Lina, Meryem, Nadia, Nour, Rania, Salma, Samira, Yasmine',
    ),
    men: words(
      'Adil, Amine, Anas, Bilal, Hicham, Ilyes, Karim, Mehdi, Mohamed, Nabil, Omar, Rachid, Samir, Sofiane, Tarik, Youssef',
    ),
    families: words(
      'ALAOUI, AMRANI, BELKACEM, BEN YOUSSEF, BENALI, BENNANI, BOUZID, CHERKAOUI, EL FASSI, HADDAD, IDRISSI, KACI, MANSOURI, NACIRI, SAÏDI, TAHIRI, TAZI, ZEROUAL',
    ),
  },
  flemish: {
    nationalityId: 'BE',
    women: words(
      'An, Anke, Elke, Els, Emma, Femke, Griet, Hanne, Ilse, Katrien, Lotte, Marijke, Nele, Sofie, Tine, Veerle',
    ),
    men: words(
      'Bart, Bram, Dirk, Geert, Jan, Jef, Joris, Koen, Lander, Maarten, Pieter, Ruben, Stijn, Tom, Wim, Wouter',
    ),
    families: words(
      "AERTS, CLAES, DE SMET, DE VOS, D'HONDT, GOOSSENS, HERMANS, JACOBS, JANSSENS, LENAERTS, MAES, MERTENS, PEETERS, VAN DAMME, VAN DEN BERGH, VERBEKE, WILLEMS, WOUTERS",
    ),
  },
  british: {
    nationalityId: 'GB',
    women: words(
      'Abigail, Alice, Amelia, Charlotte, Eleanor, Emily, Freya, Georgia, Grace, Hannah, Harriet, Imogen, Isla, Jessica, Lucy, Megan, Niamh, Olivia, Phoebe, Poppy, Rebecca, Ruby, Sophie, Zara',
    ),
    men: words(
      'Alfie, Archie, Benjamin, Callum, Charlie, Daniel, Edward, Ewan, Finley, George, Harry, Jack, James, Joseph, Liam, Luke, Matthew, Oliver, Oscar, Owen, Rhys, Samuel, Theo, William',
    ),
    families: words(
      "ADAMS, BAKER, BENNETT, CAMPBELL, CARTER, CLARKE, COOPER, DAVIES, EDWARDS, EVANS, FOSTER, GREEN, HALL, HARRIS, HUGHES, JACKSON, JONES, KELLY, KING, LEWIS, MACDONALD, MORGAN, MURPHY, O'BRIEN, O'CONNOR, PARKER, PRICE, ROBERTS, SCOTT, SMITH, STEWART, TAYLOR, THOMPSON, TURNER, WALKER, WATSON, WHITE, WILLIAMS, WOOD, WRIGHT",
    ),
  },
  german: {
    nationalityId: 'DE',
    women: words(
      'Anja, Anna, Birgit, Claudia, Franziska, Greta, Hannah, Heike, Jana, Johanna, Katharina, Klara, Lena, Marlene, Petra, Sabine, Silke, Sonja, Ursula, Vera',
    ),
    men: words(
      'Andreas, Bernd, Christian, Dieter, Felix, Florian, Hans-Peter, Jan, Jonas, Jürgen, Karsten, Lukas, Markus, Matthias, Moritz, Niklas, Sebastian, Stefan, Tobias, Uwe',
    ),
    families: words(
      'ALTMANN, BAUER, BECKER, BRANDT, DIETRICH, FISCHER, FRANKE, GRAF, GÜNTHER, HARTMANN, HOFFMANN, KAISER, KELLER, KÖHLER, KRÜGER, LEHMANN, MAIER, MÜLLER, NEUMANN, RICHTER, SCHÄFER, SCHNEIDER, SCHUBERT, SOMMER, VOGEL, VON ARNIM, WAGNER, WEBER, WINTER, ZIMMERMANN',
    ),
  },
  spanish: {
    nationalityId: 'ES',
    women: words(
      'Adriana, Alba, Ana, Beatriz, Carmen, Clara, Elena, Inés, Irene, Laura, Lucía, María, Marta, Noelia, Núria, Paula, Pilar, Rocío, Sara, Teresa',
    ),
    men: words(
      'Álvaro, Andrés, Carlos, Daniel, Diego, Enrique, Gonzalo, Hugo, Ignacio, Íñigo, Javier, Jorge, José Luis, Manuel, Miguel, Pablo, Raúl, Rubén, Sergio, Víctor',
    ),
    families: words(
      'ALONSO VEGA, BLANCO RUIZ, CASTRO, DÍAZ MORENO, DOMÍNGUEZ, FERNÁNDEZ, GARCÍA LÓPEZ, GIL, GÓMEZ, GONZÁLEZ, HERRERA, IBÁÑEZ, JIMÉNEZ, MARTÍN PEÑA, MÉNDEZ, MORALES, NAVARRO, NÚÑEZ, ORTEGA, PÉREZ SANZ, PRIETO, RAMOS, ROMERO, RUBIO, SÁNCHEZ, SERRANO, SUÁREZ, TORRES, VARGAS, VÁZQUEZ',
    ),
  },
  swedish: {
    nationalityId: 'SE',
    women: words(
      'Agnes, Anna, Astrid, Ebba, Elin, Elsa, Frida, Ida, Ingrid, Karin, Kerstin, Linnéa, Maja, Malin, Saga, Sigrid, Sofia, Tuva, Ulrika, Wilma',
    ),
    men: words(
      'Anders, Axel, Björn, Emil, Erik, Fredrik, Gustav, Göran, Henrik, Isak, Johan, Lars, Magnus, Mikael, Nils, Oskar, Per, Sven, Ulf, Viktor',
    ),
    families: words(
      'ÅKESSON, ANDERSSON, BERGLUND, BJÖRK, CARLSSON, DAHL, EKSTRÖM, ERIKSSON, FORSBERG, GUSTAFSSON, HÅKANSSON, HEDLUND, JOHANSSON, KARLSSON, LARSSON, LINDQVIST, LUNDGREN, NILSSON, NYSTRÖM, OLSSON, ÖBERG, PERSSON, SANDBERG, SJÖGREN, STRÖM, SVENSSON, WALLIN, WIKSTRÖM',
    ),
  },
  polish: {
    nationalityId: 'PL',
    women: words(
      'Agnieszka, Aleksandra, Alicja, Barbara, Beata, Dorota, Ewa, Hanna, Joanna, Julia, Katarzyna, Magdalena, Małgorzata, Marta, Monika, Natalia, Ola, Zofia, Zuzanna, Żaneta',
    ),
    men: words(
      'Adam, Andrzej, Bartosz, Dawid, Filip, Grzegorz, Jakub, Jan, Kamil, Krzysztof, Łukasz, Maciej, Marcin, Mateusz, Michał, Paweł, Piotr, Rafał, Tomasz, Wojciech',
    ),
    families: words(
      'ADAMCZYK, BARAN, DĄBROWSKI, DUDA, GŁOWACKI, GÓRSKI, JABŁOŃSKI, KACZMAREK, KOWALCZYK, KOZŁOWSKI, KRÓL, LEWANDOWSKI, MAZUR, MICHALAK, NOWAK, OLSZEWSKI, PAWLAK, PIĄTEK, RUTKOWSKI, SIKORA, STĘPIEŃ, SZYMAŃSKI, TOMCZYK, URBAŃSKI, WALCZAK, WÓJCIK, WRÓBEL, ZAJĄC, ŻAK, ZIELIŃSKI',
    ),
  },
  portuguese: {
    nationalityId: 'PT',
    women: words(
      'Ana Rita, Beatriz, Carolina, Catarina, Filipa, Inês, Joana, Leonor, Madalena, Mariana, Matilde, Sónia',
    ),
    men: words('Afonso, André, Bruno, Duarte, Gonçalo, João, Luís, Nuno, Rui, Tiago, Tomás, Vasco'),
    families: words(
      'ALMEIDA, ANTUNES, CARDOSO, CARVALHO, COSTA, DA SILVA, FERREIRA, FONSECA, GONÇALVES, LOPES, MAGALHÃES, MENDES, PEREIRA, PINTO, RIBEIRO, SANTOS, TEIXEIRA, VIEIRA',
    ),
  },
  indian: {
    nationalityId: 'IN',
    women: words(
      'Aditi, Ananya, Deepa, Divya, Ishita, Kavya, Lakshmi, Meera, Neha, Pooja, Priya, Riya, Shreya, Sunita',
    ),
    men: words(
      'Aarav, Aditya, Arjun, Arun, Deepak, Karan, Manish, Nikhil, Rahul, Rajesh, Rohan, Sanjay, Vijay, Vikram',
    ),
    families: words(
      'AGARWAL, BANERJEE, CHOPRA, DESAI, GUPTA, IYER, JOSHI, KAPOOR, KUMAR, MEHTA, MENON, NAIR, PATEL, RAO, REDDY, SHARMA, SINGH, VERMA',
    ),
  },
} as const satisfies Record<string, NameBook>;

/** A set of names that go together. It affects only a person's names and nationality. */
export type Culture = keyof typeof books;

/** A person's names, with the family name in capitals as in Lucca, and a matching nationality (ISO 3166-1 alpha-2). */
export type Names = { firstName: string; lastName: string; nationalityId: string };

/** Draws the names of a woman or a man. */
export function drawNames(random: Random, culture: Culture, isWoman: boolean): Names {
  const book: NameBook = books[culture];
  return {
    firstName: random.pick(isWoman ? book.women : book.men),
    lastName: random.pick(book.families),
    nationalityId: book.nationalityId,
  };
}

/** Creates logins `first.last` in plain ASCII, with a number if the login is taken. */
export function createLogins(): (names: Pick<Names, 'firstName' | 'lastName'>) => string {
  const holders = new Map<string, number>();
  return ({ firstName, lastName }) => {
    const login = `${plain(firstName)}.${plain(lastName)}`;
    const holder = (holders.get(login) ?? 0) + 1;
    holders.set(login, holder);
    return holder === 1 ? login : `${login}${holder}`;
  };
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replaceAll(/[^a-z-]/g, '');
}
