/** One tier of servers. */
export interface TierConfig {
  /** What runs on the instances. */
  readonly release: ReleaseConfig;

  /** Requests per second one instance carries at its target utilisation, measured: above 0, at most 1,000,000. */
  readonly rpsPerInstance: number;

  /**
   * Instance type, a 64-bit ARM type.
   *
   * @default - `t4g.small` (`starter`), `m7g.large` (`standard`), `m7g.xlarge` (`mission-critical`)
   */
  readonly instanceType?: string;

  /**
   * Least number of instances, 1 to 1,000; at least what `capacity.peakRps` needs with one zone lost.
   *
   * @default - exactly what `capacity.peakRps` needs with one zone lost
   */
  readonly minInstances?: number;

  /**
   * Greatest number of instances, at most 1,000; at least what the peaks of all windows need.
   *
   * @default - twice the greatest minimum, windows included, at most 1,000
   */
  readonly maxInstances?: number;

  /**
   * Machine image. `latest`: the newest Amazon Linux 2023 at each deployment. `pinned`: one image id of the primary Region.
   *
   * @default - latest
   */
  readonly image?: { readonly kind: 'latest' } | { readonly kind: 'pinned'; readonly imageId: string };

  /**
   * Stopped instances kept ready to start: 1 to `maxInstances`.
   *
   * @default - none
   */
  readonly warmPool?: { readonly minSize: number };

  /**
   * Time from launch to serving, in seconds: 30 to 900. Health checks wait that long before they replace an instance.
   *
   * @default 180
   */
  readonly bootSeconds?: number;

  /**
   * Health check of the load balancer.
   *
   * @default - `/health` every 5 seconds, 2 seconds timeout, 2 failures, 2 successes
   */
  readonly healthCheck?: HealthCheckConfig;
}

/** What runs on the instances of a tier. */
export interface ReleaseConfig {
  /** Absolute path of the directory that is packed, uploaded and unpacked to `/opt/site`. */
  readonly directory: string;
  /**
   * Name or absolute path of the command that starts the server, with arguments and without shell syntax, for example
   * `node server.mjs`; it listens on `PORT` with TLS.
   */
  readonly start: string;
  /**
   * Amazon Linux packages the server needs, at most 50, for example `nodejs22`.
   *
   * @default - none
   */
  readonly packages?: readonly string[];
}

/** Health check of a load balancer. */
export interface HealthCheckConfig {
  /** Path that answers 200 while the server can serve. @default '/health' */
  readonly path?: string;
  /** Seconds between two checks: 5 to 300. @default 5 */
  readonly intervalSeconds?: number;
  /** Seconds until a check counts as failed: 2 to 120, less than the interval. @default 2 */
  readonly timeoutSeconds?: number;
  /** Failed checks in a row until a target is out: 2 to 10. @default 2 */
  readonly unhealthyThreshold?: number;
  /** Successful checks in a row until a target is in: 2 to 10. @default 2 */
  readonly healthyThreshold?: number;
}
