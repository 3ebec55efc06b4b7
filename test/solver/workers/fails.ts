/** In place of a solver that breaks. */
throw new Error('memory access out of bounds');
