import type { CertificateCheckEvent } from '../../../lambda/certificate-check/contract';
import type {
  CertificateObservation,
  CertificateState,
  ServerCertificate,
} from '../../../lambda/certificate-check/observation';
import { known } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';

export const EDGE_ARN = 'arn:aws:acm:us-east-1:111111111111:certificate/edge';
export const ORIGIN_ARN = 'arn:aws:acm:ap-northeast-1:111111111111:certificate/origin';

/** A moment that many days after the run, and some seconds. */
export function inDays(days: number, seconds = 0): Date {
  return new Date(NOW.getTime() + days * 86_400_000 + seconds * 1000);
}

/** A site with a domain and a database. */
export const expectation: CertificateCheckEvent = {
  version: 1,
  site: 'test-site',
  certificates: [
    { purpose: 'viewers', arn: EDGE_ARN, region: 'us-east-1', domainName: 'tickets.example.com' },
    { purpose: 'load balancers', arn: ORIGIN_ARN, region: 'ap-northeast-1', domainName: 'tickets.example.com' },
  ],
  database: { clusterIdentifier: 'test-site-database' },
  renewal: { warnDays: 30, urgentDays: 7 },
};

/** A certificate when all is well. */
export function certificateOf(arn: string): CertificateState {
  return {
    arn,
    status: 'ISSUED',
    type: 'AMAZON_ISSUED',
    names: ['tickets.example.com'],
    isInUse: true,
    endsAt: inDays(100),
    isRenewable: true,
    renewal: undefined,
  };
}

export const instances: readonly ServerCertificate[] = ['one', 'two', 'three'].map((instanceId, index) => ({
  instanceId,
  authority: 'rds-ca-rsa2048-g1',
  endsAt: inDays(200 + index),
}));

/** Everything when all is well. */
export const healthy: CertificateObservation = {
  certificates: { viewers: known(certificateOf(EDGE_ARN)), 'load balancers': known(certificateOf(ORIGIN_ARN)) },
  instances: known(instances),
};

/** An observation that is well but for the viewers' certificate. */
export function withViewers(changes: Partial<CertificateState>): CertificateObservation {
  return {
    ...healthy,
    certificates: { ...healthy.certificates, viewers: known({ ...certificateOf(EDGE_ARN), ...changes }) },
  };
}

/** An observation that is well but for one instance. */
export function withInstance(changes: Partial<ServerCertificate>): CertificateObservation {
  return {
    ...healthy,
    instances: known(instances.map((instance, index) => (index === 1 ? { ...instance, ...changes } : instance))),
  };
}
