import fc from 'fast-check';
import { checkCertificates } from '../../../lambda/certificate-check/check';
import type {
  CertificateObservation,
  CertificateState,
  ServerCertificate,
} from '../../../lambda/certificate-check/observation';
import { known, unknown, type Observed } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { EDGE_ARN, expectation, healthy, inDays, ORIGIN_ARN } from './expectation';

const gone = unknown('Throttled', 'slow down');
const endsAt = fc.option(
  fc.integer({ min: -3, max: 60 }).map((days) => inDays(days)),
  { nil: undefined },
);

const certificate = (arn: string): fc.Arbitrary<Observed<CertificateState | 'absent'>> =>
  fc.oneof(
    fc.constant(known('absent' as const)),
    fc
      .record({
        arn: fc.constantFrom(arn, arn, arn, EDGE_ARN),
        status: fc.constantFrom('ISSUED', 'ISSUED', 'ISSUED', 'EXPIRED', 'PENDING_VALIDATION', 'HAUNTED'),
        type: fc.constantFrom('AMAZON_ISSUED', 'IMPORTED'),
        names: fc.constantFrom(['tickets.example.com'], ['*.example.com'], ['other.example.com']),
        isInUse: fc.boolean(),
        endsAt,
        isRenewable: fc.option(fc.boolean(), { nil: undefined }),
        renewal: fc.option(
          fc.record({ status: fc.constantFrom('SUCCESS', 'FAILED', 'HAUNTED'), reason: fc.constant(undefined) }),
          { nil: undefined },
        ),
      })
      .map((state) => known(state)),
  );

const servers: fc.Arbitrary<readonly ServerCertificate[]> = fc.uniqueArray(
  fc.record({ instanceId: fc.constantFrom('one', 'two', 'three'), authority: fc.constant('ca'), endsAt }),
  { maxLength: 3, selector: ({ instanceId }) => instanceId },
);

const observations: fc.Arbitrary<CertificateObservation> = fc
  .record({ viewers: certificate(EDGE_ARN), origin: certificate(ORIGIN_ARN), servers })
  .map(({ viewers, origin, servers: list }) => ({
    certificates: { viewers, 'load balancers': origin },
    instances: known(list),
  }));

const LOSSES = ['viewers', 'load balancers', 'instances'] as const;

function forget(observed: CertificateObservation, lost: readonly string[]): CertificateObservation {
  const certificates = Object.entries(observed.certificates).map(([purpose, state]) => [
    purpose,
    lost.includes(purpose) ? gone : state,
  ]);
  return {
    certificates: Object.fromEntries(certificates) as CertificateObservation['certificates'],
    instances: lost.includes('instances') ? gone : observed.instances,
  };
}

const losses = fc.subarray([...LOSSES], { minLength: 1 });

test('F52 an unknown fact never gives a healthy decision, nor a service known to be down that was not', () => {
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      const full = checkCertificates(expectation, observed, NOW);
      const partial = checkCertificates(expectation, forget(observed, lost), NOW);
      expect(partial.status).not.toBe('HEALTHY');
      expect(partial.metrics.CheckUnknown).toBeGreaterThan(0);
      expect(partial.metrics.CertificateFaults).not.toBe(0);
      if (full.status !== 'FAILED') {
        expect(partial.status).not.toBe('FAILED');
      }
    }),
  );
});

test('whatever is found at fault without some answers is at fault with all of them', () => {
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      expect(checkCertificates(expectation, observed, NOW).findings).toEqual(
        expect.arrayContaining([...checkCertificates(expectation, forget(observed, lost), NOW).findings]),
      );
    }),
  );
});

test('F50 days are never more than any certificate has', () => {
  fc.assert(
    fc.property(observations, losses, (observed, lost) => {
      const { metrics } = checkCertificates(expectation, observed, NOW);
      const partial = checkCertificates(expectation, forget(observed, lost), NOW).metrics;
      for (const name of ['CertificateDaysLeft', 'DatabaseCertificateDaysLeft']) {
        // With fewer answers the number is left out, or too few days are left in any case.
        expect(partial[name] ?? 0).toBeLessThan(Math.max(30, (metrics[name] ?? 0) + 1));
      }
    }),
  );
});

test('the order of instances changes nothing', () => {
  fc.assert(
    fc.property(observations, servers, (observed, list) => {
      const [there, back] = [list, [...list].reverse()].map((instances) =>
        checkCertificates(expectation, { ...observed, instances: known(instances) }, NOW),
      );
      expect(there).toStrictEqual(back);
    }),
  );
});

test.each(LOSSES)('without %s the healthy certificates are unknown', (loss) => {
  expect(checkCertificates(expectation, forget(healthy, [loss]), NOW).status).toBe('UNKNOWN');
});
