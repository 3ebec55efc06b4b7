/** From how many placements on a school is far from its share. */
export const FAR_OFF = 2;
