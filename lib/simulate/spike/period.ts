import type { Fraction } from '../fraction';
import type { ScalingMetric } from '../read';

/** What one period of metrics measured, exactly: the value is `total / parts`. */
export interface Measured {
  readonly total: number;
  /** 0 when there was nothing to measure. */
  readonly parts: number;
}

/** What happened in a tier within one period. */
export class Period {
  private requests = 0;
  private busy = 0;
  private room = 0;

  /**
   * @param requests requests the tier needed to serve
   * @param busy work done, in the units of `room`
   * @param room work that could have been done
   */
  count(requests: number, busy: number, room: number): void {
    this.requests += requests;
    this.busy += busy;
    this.room += room;
  }

  /**
   * Requests per target and minute, or the utilization of processors, that of an instance at its limit being declared.
   *
   * A tier that serves nobody sends no data about requests.
   */
  measure(metric: ScalingMetric, targets: number, calls: Fraction, cpuPercentAtLimit: number): Measured {
    if (metric === 'requests-per-target') {
      return { total: this.requests * calls.n, parts: this.requests === 0 ? 0 : targets * calls.d };
    }
    return { total: this.busy * cpuPercentAtLimit, parts: this.room };
  }
}
