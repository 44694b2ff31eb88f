import { readFailureModel, type Declared } from '../../../lib/failures';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';
import { readSmall } from '../support/small-site';

interface Shape {
  readonly origin?: JsonObject;
  readonly target?: string;
  readonly config?: JsonObject;
}

/** A distribution before an origin elsewhere. */
function read({ origin = {}, target = 'main', config = {} }: Shape, declared: Declared = {}) {
  const first = { Id: 'main', DomainName: 'main.example.com' };
  const second = { Id: 'spare', DomainName: 'spare.example.com', CustomOriginConfig: { OriginReadTimeout: 55 } };
  const model = modelOfTemplate(
    {
      Resources: {
        Distribution: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: {
            DistributionConfig: {
              Enabled: true,
              Origins: [{ ...first, ...origin }, second],
              DefaultCacheBehavior: {
                TargetOriginId: target,
                ViewerProtocolPolicy: 'https-only',
                AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
              },
              ...config,
            },
          },
        },
      },
    },
    { region: 'us-east-1', stackName: 'Edge' },
  );
  return readFailureModel(model, declared);
}

const openSeconds = ({ model }: ReturnType<typeof read>) => model.services.map((service) => service.openSeconds);

test.each<[string, Shape, number | undefined]>([
  ['what CloudFront waits for by itself', {}, 30],
  ['its own response timeout', { origin: { CustomOriginConfig: { OriginReadTimeout: 7 } } }, 7],
  ['that of a bucket', { origin: { S3OriginConfig: { OriginReadTimeout: 8 } } }, 8],
  ['the time for the whole answer', { origin: { ResponseCompletionTimeout: 90 } }, 90],
  [
    'nothing that only the deployment tells',
    { origin: { CustomOriginConfig: { OriginReadTimeout: { 'Fn::ImportValue': 'Seconds' } } } },
    undefined,
  ],
  [
    'that of the first origin of a group',
    {
      target: 'both',
      config: {
        OriginGroups: {
          Quantity: 1,
          Items: [
            {
              Id: 'both',
              FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [502] } },
              Members: { Quantity: 2, Items: [{ OriginId: 'spare' }, { OriginId: 'main' }] },
            },
          ],
        },
      },
    },
    55,
  ],
])('a request is open as long as %s', (_, shape, seconds) => {
  expect(openSeconds(read(shape))).toEqual([seconds, seconds]);
});

test('tells what it takes for granted', () => {
  const assumed = (shape: Shape) =>
    read(shape).findings.filter(({ code, means }) => code === 'ASSUMED' && means.includes('one piece'));
  expect(assumed({}).map(({ means }) => means)).toEqual([
    'that an answer comes in one piece, within the response timeout of its origin main, is taken for granted',
  ]);
  expect(assumed({ origin: { ResponseCompletionTimeout: 90 } })).toEqual([]);
});

test('what is declared comes first, and is all that is known of a load balancer', () => {
  const services = [{ id: 'buy', method: 'POST' as const, openSeconds: 2.5 }];
  expect(openSeconds(read({}, { services }))).toEqual([2.5]);
  expect(openSeconds(readSmall())).toEqual([undefined, undefined]);
  expect(openSeconds(readSmall({}, { services }))).toEqual([2.5]);
});

test('the error budget of a service is that of its declared share', () => {
  const services = [{ id: 'buy', method: 'POST' as const, availabilityPercent: 99.5 }];
  expect(read({}, { services }).model.services.map(({ availability }) => availability)).toEqual([0.995]);
});
