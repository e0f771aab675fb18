import { expect, it } from 'vitest';
import { createAvailability } from '../../src/redis/availability.ts';

it('a loss is reported once, and again if Redis itself refuses us', () => {
  const events: string[] = [];
  const availability = createAvailability({
    onLost: (reason) => events.push(reason),
    onBack: () => events.push('back'),
  });
  availability.restore();
  const closed = { reason: 'SocketClosedUnexpectedlyError', isRefusal: false };
  for (let outage = 0; outage < 2; outage++) {
    for (const failure of [closed, { reason: 'ECONNREFUSED', isRefusal: false }]) availability.lose(failure);
    for (let attempt = 0; attempt < 3; attempt++) {
      availability.lose({ reason: 'WRONGPASS', isRefusal: true });
      availability.lose({ reason: 'disconnected', isRefusal: false });
    }
    availability.restore();
  }
  const outage = ['SocketClosedUnexpectedlyError', 'WRONGPASS', 'back'];
  expect(events).toEqual([...outage, ...outage]);
});
