import path from 'node:path';
import { findWeaknesses, readFailureModel, type Declared, type Weakness } from '../../../lib/failures';
import { loadTemplates, type JsonValue, type TemplateModel } from '../../../lib/template';
import { editModel } from '../../../lib/verify/flips';
import { placesOf } from './small-weaknesses';

const FILE = path.join(__dirname, '../../fixtures/failures/origin-group.yaml');
const DISTRIBUTION = 'origin-group/Distribution';

/** A distribution in one Region, in which some of its configuration is replaced. */
function distribution(config: Readonly<Record<string, JsonValue>>, region = 'eu-west-1'): TemplateModel {
  return editModel(loadTemplates([FILE], { region }), [
    { kind: 'add', resource: 'origin-group/Vpc', type: 'AWS::EC2::VPC', properties: { CidrBlock: '10.0.0.0/16' } },
    ...Object.entries(config).map(([key, value]) => ({
      kind: 'set' as const,
      resource: DISTRIBUTION,
      path: ['DistributionConfig', key],
      value,
    })),
  ]);
}

function weaknesses(templates: TemplateModel, declared: Declared = {}): readonly Weakness[] {
  return findWeaknesses(templates, readFailureModel(templates, declared));
}

const ONE_ORIGIN = {
  DefaultCacheBehavior: {
    TargetOriginId: 'first',
    ViewerProtocolPolicy: 'https-only',
    AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
  },
};

const pages = (ResponsePagePath: string, ...codes: readonly number[]): Readonly<Record<string, JsonValue>> => ({
  ...ONE_ORIGIN,
  CustomErrorResponses: codes.map((ErrorCode) => ({ ErrorCode, ResponseCode: 503, ResponsePagePath })),
});

describe('a distribution whose origin may be lost', () => {
  const missing = (config: Readonly<Record<string, JsonValue>>): readonly Weakness[] =>
    weaknesses(distribution(config)).filter(({ code }) => code === 'FALLBACK_PAGE_MISSING');

  test('has a second origin that answers', () => {
    expect(missing({})).toEqual([]);
  });

  test('has a page from another origin', () => {
    expect(missing(pages('/files/unavailable.html', 502, 503, 504))).toEqual([]);
  });

  test.each([
    ['no page', ONE_ORIGIN, /viewers get no page on 502, 503, 504$/],
    ['no page on 504', pages('/files/unavailable.html', 502, 503), /viewers get no page on 504$/],
    [
      'a page from the origin that is lost',
      pages('/unavailable.html', 502, 503, 504),
      /the page \/unavailable.html comes from the origin that does not answer$/,
    ],
  ])('has %s', (_, config, means) => {
    const found = missing(config);
    expect(placesOf(found)).toEqual(['error origin-group/Distribution (origin first.example.com)']);
    expect(found[0]?.means).toMatch(means);
  });
});

test('a restore that changes a distribution needs what is lost with us-east-1', () => {
  const declared: Declared = {
    runbooks: [
      {
        id: 'restore',
        on: ['region-lost'],
        does: ['restore-region'],
        seconds: 3600,
        region: 'eu-west-1',
        dataLossSeconds: 60,
      },
    ],
  };
  const found = (region: string): readonly Weakness[] =>
    weaknesses(distribution({}, region), declared).filter(({ code }) => code === 'REACTION_NEEDS_LOST_PLANE');
  expect(found('us-east-1').map(({ means }) => means)).toEqual([
    'runbook restore answers the loss of us-east-1 and needs the control plane us-east-1#cloudfront, which is lost with it',
  ]);
  expect(found('us-west-2')).toEqual([]);
});
