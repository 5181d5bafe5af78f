"""The shipped style pictures, painted by code alone: numpy, Pillow and OpenCV, no borrowed picture."""
