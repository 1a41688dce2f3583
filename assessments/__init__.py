"""What is judged, and by whom: quizzes, role-plays, shadowing, supervision.

Holds the label ``lms_assessments`` from the first release on; its features arrive with their own models.
"""
