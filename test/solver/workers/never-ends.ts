/** In place of a solver that hangs. */
for (;;);
