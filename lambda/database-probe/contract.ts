import type { EndpointReading } from '../shared/failover/ports';

/** Database user of the probes; it is made by SQL, may sign in with IAM only, and needs no right on any table. */
export const PROBE_USER = 'site_probe';

/** Environment of a probe. */
export const PROBE_ENVIRONMENT = {
  /** Name of the zone in whose only subnet the probe stands. */
  availabilityZone: 'PROBE_ZONE',
  /**
   * Node does not read Lambda's certificates, those of RDS among them, unless this names their file.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html read 2026-11-25
   */
  certificates: 'NODE_EXTRA_CA_CERTS',
} as const;

/** File with the certificates of Amazon's authorities on Lambda, RDS's own included. */
export const LAMBDA_CERTIFICATES = '/var/runtime/ca-cert.pem';

/** The database as a probe reaches it. */
export interface ProbedDatabase {
  /** User the probe signs in as. */
  readonly user: string;
  /** Name of the database it signs in to; PostgreSQL asks for one, MySQL does not. */
  readonly name: string;
  /** Port of every endpoint. */
  readonly port: number;
  /** Host name of the endpoint that follows the writer. */
  readonly clusterEndpoint: string;
}

/** What a decider asks the probe of one zone. */
export interface DatabaseProbeEvent {
  /** Version of the payload's shape; a probe refuses one it does not know. */
  readonly version: 1;
  /** Name of the site. */
  readonly site: string;
  /** Zone whose view is asked for; a probe that stands elsewhere refuses. */
  readonly availabilityZone: string;
  /** The database as it is reached. */
  readonly database: ProbedDatabase;
  /** Instances to ask beside the cluster's endpoint. */
  readonly instances: readonly {
    /** Identifier of the instance. */
    readonly instanceId: string;
    /** Host name of its own endpoint. */
    readonly host: string;
  }[];
}

/** What the probe of one zone met. */
export interface DatabaseProbeAnswer {
  /** Version of the answer's shape. */
  readonly version: 1;
  /** Zone in which the probe stands. */
  readonly availabilityZone: string;
  /** What the endpoint of the cluster answered. */
  readonly writerEndpoint: EndpointReading;
  /** What the endpoint of each instance answered, by instance id. */
  readonly instances: Readonly<Record<string, EndpointReading>>;
}
