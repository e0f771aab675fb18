/** An assumption about Lucca where its documentation is silent or contradicts itself. */
export type Assumption<Position> = {
  /** Whether it is about the syntax of a request, or about the form or the status of a response. */
  about: 'request' | 'form' | 'status';
  /** What is assumed, in the default position. */
  assumed: string;
  /** What supports the default position, and what supports the others. */
  evidence: string;
  /** The default, then every other position. The same tests try all of them. */
  positions: readonly [Position, Position, ...Position[]];
  /** How our client behaves in the other positions. */
  otherwise: string;
};
