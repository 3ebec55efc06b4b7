/** Runs something that people do by a function, such as pressing a button of the dashboard. */
export type Trying = <T>(work: () => Promise<T>) => Promise<T>;

const MOST = 6;

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
