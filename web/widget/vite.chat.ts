import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

/** What is fetched when the shopper opens the chat. */
export default defineConfig({
  plugins: [preact()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2020",
    lib: { entry: "src/chat/main.tsx", formats: ["es"], fileName: () => "chat.js" },
  },
  define: { "process.env.NODE_ENV": '"production"' },
});
