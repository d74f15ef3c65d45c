"""What a text tells of itself: furniture, language, stamps, dates, and who published it."""
