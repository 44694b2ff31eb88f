import type { Fault } from '../../failures';
import { homeRegionOf, instancesOf, lost, serversOf, writerZoneOf, type ModelGround } from './ground';

/** An alarm of which drill and matrix say different things, and why that is right. */
export interface Difference {
  /** Part of the name of the alarm, for example `-nat-gateway-`. */
  readonly alarm: string;
  readonly because: string;
}

/** What a fault of the drill is in the failure model. */
export type PlayedScenario =
  | {
      /** What fails in the model; nothing when the site has none of it. */
      readonly scenario: (ground: ModelGround) => readonly Fault[];
      /** Alarms that the matrix says go off, and that the drill leaves alone. */
      readonly silent?: readonly Difference[];
      /** Alarms that go off in the drill, and that the matrix does not say. */
      readonly beyond?: readonly Difference[];
    }
  | { readonly notModelled: string };

const API = 'what is asked answers wrongly: it works for those who use the site, and nothing of it is lost';
const AUDIT = 'a trace or a protection is gone: every request is answered as before';
const LATER = 'it is about what is there for later: nothing that answers requests is lost';

/**
 * What each kind of fault of the drill is in the failure model, by its name without the function that must notice it.
 *
 * Roles count, not names: the drill breaks who is the writer at that moment, and the model the writer of the templates.
 */
export const PLAYED_SCENARIOS: Readonly<Record<string, PlayedScenario>> = {
  'writer-crashed': { scenario: (ground) => lost(ground, instancesOf(ground)[0]) },
  'readers-lost': {
    scenario: (ground) =>
      instancesOf(ground)
        .slice(1)
        .flatMap((id) => lost(ground, id)),
  },
  'web-server-stopped': { scenario: (ground) => lost(ground, serversOf(ground, 'web')[0]) },
  'app-server-stopped': { scenario: (ground) => lost(ground, serversOf(ground, 'app')[0]) },
  'zone-lost': {
    scenario: (ground) => lost(ground, writerZoneOf(ground)),
    silent: [
      { alarm: '-nat-gateway-', because: 'the drill leaves the NAT gateway of the lost zone alone' },
      { alarm: '-firewall', because: 'the drill leaves the firewall endpoint of the lost zone alone' },
      { alarm: '-endpoints', because: 'the drill leaves the interface endpoints of the lost zone alone' },
    ],
  },
  'nat-gateway-deleted': {
    scenario: (ground) => {
      const [gateway] = ground.expectations.topology.network.natGateways;
      return lost(ground, ground.keyOf('AWS::EC2::NatGateway', gateway?.natGatewayId));
    },
    beyond: [
      {
        alarm: '-routes-',
        because: 'a gateway that is deleted leaves dead routes; one that fails and is still there leaves them active',
      },
    ],
  },
  'interface-endpoint-deleted': {
    scenario: (ground) => {
      const [endpoint] = ground.expectations.topology.network.interfaceEndpoints;
      return lost(ground, ground.keyOf('AWS::EC2::VPCEndpoint', endpoint?.endpointId));
    },
  },
  'site-down': {
    scenario: (ground) =>
      lost(ground, ground.keyOf('AWS::CloudFront::Distribution', ground.expectations.audit.edge.distributionId)),
  },
  // With a second origin who reads is answered, without one nobody is: POST fails either way.
  'site-without-post': { scenario: (ground) => lost(ground, homeRegionOf(ground)) },
  'heartbeats-missing': { scenario: (ground) => lost(ground, `${String(homeRegionOf(ground))}#lambda`) },
  // Aurora promotes whichever reader works: that nobody takes over is the same as that none is left.
  'writer-lost': {
    scenario: (ground) =>
      lost(ground, ground.keyOf('AWS::RDS::DBCluster', ground.expectations.database.clusterIdentifier)),
    beyond: [
      { alarm: '-writer-held', because: 'the model has no decisions, and so no alarm on what was decided' },
      { alarm: '-writer-acted', because: 'the model has no decisions, and so no alarm on what was decided' },
    ],
  },
  'topic-key-disabled': {
    scenario: (ground) => {
      const topic = ground.expectations.audit.topics.find(({ region }) => region === homeRegionOf(ground));
      return lost(ground, ground.keyOf('AWS::KMS::Key', topic?.keyArn.split('/').at(-1)));
    },
    beyond: [
      {
        alarm: '-alarm-path',
        because: 'its own notification needs the key: AWS would not deliver it, and the emulator does',
      },
    ],
  },
  'instances-in-one-zone': { notModelled: 'nothing is lost: instances stand in another zone than the templates say' },
  'probes-silent': { notModelled: 'the ways of the probes are not modelled apart from the database' },
  'route-removed': {
    notModelled: 'no route fails by itself: the model has NAT gateways, firewalls and subnets, and no routes',
  },
  'line-down': { notModelled: 'the lines are made for the drill: no template of the site has them' },
  'zonal-shift-active': { notModelled: 'an operator moves traffic: nothing is lost' },
  'lease-throttled': { notModelled: API },
  'records-unwritable': { notModelled: API },
  'api-throttled': { notModelled: API },
  'api-reset': { notModelled: API },
  'api-html': { notModelled: API },
  'api-truncated': { notModelled: API },
  'api-contradicting': { notModelled: API },
  'service-frozen': { notModelled: API },
  'trail-stopped': { notModelled: AUDIT },
  'web-acl-detached': { notModelled: AUDIT },
  'web-acl-logging-off': { notModelled: AUDIT },
  'flow-log-deleted': { notModelled: AUDIT },
  'subscription-removed': {
    notModelled: 'somebody else is still told: the model asks whether a topic has any subscription',
  },
  'subscription-unconfirmed': {
    notModelled: 'somebody else is still told: the model asks whether a topic has any subscription',
  },
  'recovery-key-disabled': { notModelled: LATER },
  'restore-test-stale': { notModelled: LATER },
  'backup-selection-removed': { notModelled: LATER },
  'database-certificate-expiring': { notModelled: 'a warning 20 days before: nothing is lost yet' },
  'certificate-expiring': { notModelled: 'a warning 20 days before: the model has certificates that expired' },
};

/** What a fault of the drill is in the failure model, by its id. */
export function playedScenario(id: string): PlayedScenario | undefined {
  const [kind = ''] = id.split('/', 1);
  return PLAYED_SCENARIOS[kind.startsWith('service-frozen-') ? 'service-frozen' : kind];
}
