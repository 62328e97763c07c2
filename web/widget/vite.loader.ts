import { defineConfig } from "vite";

/** What every page of the shop pays for: the button. */
export default defineConfig({
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2020",
    lib: { entry: "src/loader.ts", name: "reserveFundChat", formats: ["iife"], fileName: () => "widget.js" },
  },
});
