import { xmlItems, type Reply } from './fake-transport';

/** An instance as `DescribeDBInstances` tells of its certificate. */
export interface XmlServerCertificate {
  readonly id: string;
  readonly authority?: string | undefined;
  readonly validTill?: string | undefined;
}

/** A page of `DescribeDBInstances` with certificates. */
export function serverCertificatesReply(instances: readonly XmlServerCertificate[], marker?: string): Reply {
  const items = instances.map(({ id, authority, validTill }) =>
    [
      `<DBInstanceIdentifier>${id}</DBInstanceIdentifier>`,
      authority === undefined ? '' : `<CACertificateIdentifier>${authority}</CACertificateIdentifier>`,
      validTill === undefined
        ? ''
        : `<CertificateDetails><CAIdentifier>${authority ?? ''}</CAIdentifier><ValidTill>${validTill}</ValidTill></CertificateDetails>`,
    ].join(''),
  );
  const next = marker === undefined ? '' : `<Marker>${marker}</Marker>`;
  return {
    body: `<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances>${xmlItems('DBInstance', items)}</DBInstances>${next}</DescribeDBInstancesResult></DescribeDBInstancesResponse>`,
  };
}
