import { DescribeCertificateCommand, type ACMClient } from '@aws-sdk/client-acm';
import { DescribeDBInstancesCommand, type RDSClient } from '@aws-sdk/client-rds';
import { readOrAbsent, readPages } from '../shared/read';
import { regionOf } from './arn';
import type { CertificateCheckEvent } from './contract';
import type { CertificateObservation } from './observation';
import { certificateAnswer, instancePage } from './replies';

/** Clients of the certificate check. */
export interface CertificateClients {
  /** Client of a Region. */
  readonly acm: (region: string) => ACMClient;
  /** Client of the function's own Region. */
  readonly rds: RDSClient;
}

/** Asks about every certificate at once, each where its ARN says that it is. */
export async function readCertificates(
  { certificates, database }: CertificateCheckEvent,
  { acm, rds }: CertificateClients,
  abortSignal: AbortSignal,
): Promise<CertificateObservation> {
  const [states, instances] = await Promise.all([
    Promise.all(
      certificates.map(async ({ purpose, arn }) => {
        const state = await readOrAbsent(
          {
            ask: () =>
              acm(regionOf(arn)).send(new DescribeCertificateCommand({ CertificateArn: arn }), { abortSignal }),
            schema: certificateAnswer,
          },
          'ResourceNotFoundException',
        );
        return [purpose, state] as const;
      }),
    ),
    readPages({
      ask: (Marker) =>
        rds.send(
          new DescribeDBInstancesCommand({
            Filters: [{ Name: 'db-cluster-id', Values: [database.clusterIdentifier] }],
            Marker,
          }),
          { abortSignal },
        ),
      schema: instancePage,
    }),
  ]);
  return { certificates: Object.fromEntries(states), instances };
}
