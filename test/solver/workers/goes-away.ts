/** In place of a solver that ends the thread without a word. */
process.exit(3);
