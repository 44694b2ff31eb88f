import type { Draft } from './draft';

/**
 * A database that is to be public must stand in public subnets; whether it has a public address in another one, the page
 * does not say.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
 * read 2026-11-26
 */
export function doubtPublicDatabases(draft: Draft): void {
  for (const resource of draft.reader.all('AWS::RDS::DBInstance', 'AWS::RDS::DBCluster')) {
    for (const made of draft.interfacesOf(resource)) {
      const isPublic = made.subnet.table.routes.some(({ target }) => target.kind === 'internet');
      if (made.hasPublic === 'yes' && !isPublic) {
        made.hasPublic = 'unknown';
      }
    }
  }
}
