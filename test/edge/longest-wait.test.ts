import { longestWait } from '../../lib/edge';
import { testSite } from '../support/test-site';
import { edgeTemplate } from './edge-stack';

interface Origin {
  readonly Id: string;
  readonly ConnectionAttempts: number;
  readonly ConnectionTimeout: number;
  readonly VpcOriginConfig?: { readonly OriginReadTimeout: number };
}

const [distribution] = Object.values(edgeTemplate(testSite()).findResources('AWS::CloudFront::Distribution'));
const { Origins } = distribution?.Properties.DistributionConfig as { readonly Origins: readonly Origin[] };
const entry = Origins.find(({ Id }) => Id === 'entry');

test('the entry is tried as often, and for as long, as the longest waits are reckoned with', () => {
  expect(entry).toMatchObject({
    ConnectionAttempts: 2,
    ConnectionTimeout: 2,
    VpcOriginConfig: { OriginReadTimeout: 20 },
  });
});

test.each([
  ['GET', 2 * 2 + 2 * 20],
  ['POST', 2 * 2 + 20],
] as const)('CloudFront answers a %s itself after %i seconds at most', (method, seconds) => {
  expect(longestWait(method).toSeconds()).toBe(seconds);
});
