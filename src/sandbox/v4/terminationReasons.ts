/** The reasons for the end of a contract, by id: those that every new Lucca has. */
export const terminationReasons: ReadonlyMap<number, { id: number; name: string }> = new Map(
  [
    'Démission',
    'Fin de contrat',
    'Rupture conventionnelle',
    'Licenciement',
    "Fin de période d'essai",
    'Départ à la retraite',
  ].map((name, index) => [index + 1, { id: index + 1, name }]),
);
