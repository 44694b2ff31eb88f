import { Match, Template } from 'aws-cdk-lib/assertions';
import type { FailoverActions } from '../../lib/failover';
import { bundleFunctions } from '../../lib/functions';
import { testSite } from '../support/test-site';
import { buildActions } from './build-actions';
import { actionsOf, statementsOf } from './read-template';

const ZONES = ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'];

let template: Template;
let actions: FailoverActions;

beforeAll(async () => {
  await bundleFunctions();
  const built = buildActions();
  template = Template.fromStack(built.stack);
  actions = built.actions;
}, 60_000);

test('stand in every zone, in the order of the zones', () => {
  expect(actions.probes.map(({ availabilityZone }) => availabilityZone)).toStrictEqual(ZONES);
});

test.each(ZONES)(
  'the probe of %s has one interface, in its zone, with the group that reaches the database alone',
  (zone) => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: `test-site: asks the database from ${zone} who the writer is`,
      VpcConfig: { SubnetIds: [`subnet-${zone}`], SecurityGroupIds: ['sg-probe'] },
      Timeout: 10,
      // Three functions may ask at the same time.
      ReservedConcurrentExecutions: 3,
      Environment: {
        Variables: { PROBE_ZONE: zone, NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem', RECORD_BUCKET: Match.absent() },
      },
    });
  },
);

test('nothing else is in the VPC', () => {
  template.resourcePropertiesCountIs('AWS::Lambda::Function', { VpcConfig: Match.anyValue() }, ZONES.length);
});

test('sign in as their own user to this cluster, and call no other API', () => {
  const statements = statementsOf(template, 'database-probe-postgresql');
  const signIn = statements.filter((entry) => actionsOf(entry).includes('rds-db:connect'));
  expect(signIn).toHaveLength(ZONES.length);
  expect(new Set(signIn.map(({ Resource }) => Resource))).toStrictEqual(
    new Set(['arn:aws:rds-db:ap-northeast-1:111111111111:dbuser:cluster-ABCDEFGHIJKL/site_probe']),
  );
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(actionsOf);
  expect([...new Set(allowed)].filter((action) => !/^(logs|sqs|xray|ec2):/.test(action))).toStrictEqual([
    'rds-db:connect',
  ]);
});

test('announce nothing: they are asked and waited for', () => {
  template.resourcePropertiesCountIs('AWS::Lambda::EventInvokeConfig', { DestinationConfig: Match.absent() }, 3);
});

test('speak the protocol of the engine', () => {
  const mysql = Template.fromStack(buildActions(testSite({ database: { engine: 'aurora-mysql' } })).stack);
  expect(statementsOf(mysql, 'database-probe-mysql')).not.toStrictEqual([]);
  expect(statementsOf(mysql, 'database-probe-postgresql')).toStrictEqual([]);
  expect(statementsOf(template, 'database-probe-mysql')).toStrictEqual([]);
});
