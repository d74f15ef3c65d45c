"""Readers of chats: exports of Telegram and WhatsApp."""
