import { handler } from '../../../lambda/database-probe-postgresql/handler';
import { probeEvent } from '../database-probe/expectation';

test('a probe that does not know where it stands says nothing', async () => {
  await expect(handler(probeEvent)).rejects.toThrow('PROBE_ZONE');
});

test('a payload that is none is refused', async () => {
  await expect(handler({ version: 1 })).rejects.toThrow('availabilityZone');
});
