/** Whether an item or a contract holds on a day, its first and last day included. */
export const isInForce = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, day: string): boolean =>
  startsOn <= day && (endsOn === null || endsOn >= day);
