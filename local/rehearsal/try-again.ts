/** Runs something that people do by a function, such as pressing a button of the dashboard. */
export type Trying = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Under rough faults the SDK does not try again, and a view of 30 requests fails in one of three times: 6 tries of 8,000 mornings (20
 * seeds) would all fail on ten of them, 12 on none.
 */
const MOST = 12;

/** Whoever reads that it failed does it again, as the runbook says of a command that broke off; where nothing may fail, once is enough. */
export const trying =
  (mayFail: boolean): Trying =>
  async (work) => {
    for (let time = 1; ; time += 1) {
      try {
        return await work();
      } catch (error) {
        if (!mayFail || time === MOST) throw error;
      }
    }
  };
