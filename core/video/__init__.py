"""Video files in and out: upright RGB pictures with the times the recording gave them."""

from core.video.reader import VideoFile, VideoInfo, VideoLimits, read_frames
from core.video.writer import VideoWriter

__all__ = ["VideoFile", "VideoInfo", "VideoLimits", "VideoWriter", "read_frames"]
